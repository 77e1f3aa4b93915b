//! Many readings of posts that have none yet, at once: for restoring and for measuring. Single readings go through
//! `add_reading`, which minds what is there.
//!
//! Invariant: newest figures, steps and notes are as if each reading had come alone.

use std::collections::BTreeMap;

use super::{StoreError, Tx};
use crate::domain::id::{CampaignId, ReadingId};
use crate::domain::reading::Reading;
use crate::effect::growth;

/// Rows a statement, below both engines' limit of binds.
const CHUNK: usize = 500;

impl Tx {
    /// Adds readings of posts, units and fields that have none yet, each instant at most once; refused by the table otherwise.
    pub async fn load_readings(
        &mut self,
        campaign: CampaignId,
        readings: &[(ReadingId, Reading)],
    ) -> Result<(), StoreError> {
        let value = |value: u64| i64::try_from(value).map_err(|_| StoreError::BadRow { what: "reading beyond 2^63" });
        for (_, reading) in readings {
            value(reading.value)?;
        }
        for chunk in readings.chunks(CHUNK) {
            bulk!(
                self,
                "insert into reading (id, campaign_id, post, network, unit, value, field, definition, read_at, method, \
                coverage_percent)",
                chunk,
                |cell, row| {
                    let (id, one) = row;
                    cell.push_bind(id.0).push_bind(campaign.0).push_bind(&one.post).push_bind(one.network.as_str());
                    cell.push_bind(one.unit.as_str()).push_bind(one.value.cast_signed()).push_bind(&one.field);
                    cell.push_bind(&one.definition).push_bind(one.read_at).push_bind(one.method.as_str());
                    cell.push_bind(i64::from(one.coverage_percent));
                },
                ""
            )?;
        }
        let mut keys: BTreeMap<(&str, &str, &str), Vec<Reading>> = BTreeMap::new();
        for (_, one) in readings {
            keys.entry((&one.post, one.unit.as_str(), &one.field)).or_default().push(one.clone());
        }
        let mut steps = BTreeMap::new();
        let mut newest = Vec::with_capacity(keys.len());
        for readings in keys.values() {
            let (own, figures) = growth(readings);
            let Some(part) = figures.parts.into_iter().next() else { continue };
            for ((definition, method, until), change) in own {
                let key =
                    (part.network.as_str(), part.unit.as_str(), part.field.clone(), definition, method.as_str(), until);
                *steps.entry(key).or_insert(0_i64) += change;
            }
            for (place, note) in (0_i64..).zip(&figures.notes) {
                self.add_reading_note(campaign, &part, place, note).await?;
            }
            newest.push(part);
        }
        for chunk in newest.chunks(CHUNK) {
            bulk!(
                self,
                "insert into reading_newest (campaign_id, post, unit, field, network, definition, method, value, \
                coverage_percent, read_at)",
                chunk,
                |cell, part| {
                    cell.push_bind(campaign.0)
                        .push_bind(&part.post)
                        .push_bind(part.unit.as_str())
                        .push_bind(&part.field);
                    cell.push_bind(part.network.as_str()).push_bind(&part.definition).push_bind(part.method.as_str());
                    cell.push_bind(part.value.cast_signed())
                        .push_bind(i64::from(part.coverage_percent))
                        .push_bind(part.read_at);
                },
                ""
            )?;
        }
        for ((network, unit, field, definition, method, until), change) in steps {
            self.add_reading_step(campaign, [network, unit, &field, &definition, method], until, change).await?;
        }
        Ok(())
    }
}
