//! The demo's accounts: one a role and one gate account a station, with a password and a token each, written to a file for
//! scripts. They live as long as the demo's database.

use std::path::Path;

use serde_json::{Value, json};

use crate::app::App;
use crate::cli::Failure;
use crate::domain::account::Grant;
use crate::domain::actor::{Actor, Role};
use crate::domain::token::{Scope, TOKEN_DAYS};
use crate::services::accounts::{self, Chosen};
use crate::services::{tokens, views};

/// Roles with an account that is for no place in particular.
const ROLES: [Role; 5] = [Role::Planner, Role::Approver, Role::Marketer, Role::Care, Role::Privacy];

/// Makes the accounts and writes them as JSON.
pub(super) async fn write(app: &App, path: &Path) -> Result<(), Failure> {
    let missing = || Failure::failed("the demo's accounts could not be made: there are accounts already");
    let link = accounts::first_run_token(app).await?.ok_or_else(missing)?;
    let password = password(app);
    let email = email("admin");
    let chosen = accounts::choose_password(app, &link, (&email, "Demo admin"), &password).await?;
    let Chosen::Done(admin) = chosen else { return Err(missing()) };
    let by = Actor { id: admin, role: Role::Admin, simulated: false };
    let admin_grants = [Grant::everywhere(Role::Admin)];
    let mut lines = vec![line(app, (admin, &admin_grants), &email, &password).await?];
    for role in ROLES {
        lines.push(member(app, role.as_str(), Grant::everywhere(role), &by).await?);
    }
    for station in views::gate_index(app).await?.stations {
        let grant = Grant { station: Some(station.station.clone()), ..Grant::everywhere(Role::Gate) };
        let name = format!("gate-{}", station.station.to_lowercase());
        lines.push(member(app, &name, grant, &by).await?);
    }
    let text = serde_json::to_string_pretty(&Value::Array(lines)).map_err(Failure::failed)?;
    std::fs::write(path, text + "\n")
        .map_err(|error| Failure::failed(format!("{} can't be written: {error}; choose another file", path.display())))
}

async fn member(app: &App, name: &str, grant: Grant, by: &Actor) -> Result<Value, Failure> {
    let (email, password, grants) = (email(name), password(app), [grant]);
    let refused = || Failure::failed(format!("the demo's account {email} could not be made"));
    let invited = accounts::invite(app, (&email, &format!("Demo {name}")), &grants, by).await?;
    let (account, link) = invited.map_err(|_| refused())?;
    match accounts::choose_password(app, &link, ("", ""), &password).await? {
        Chosen::Done(_) => line(app, (account, &grants), &email, &password).await,
        _ => Err(refused()),
    }
}

async fn line(
    app: &App,
    (account, grants): (crate::domain::id::AccountId, &[Grant]),
    email: &str,
    password: &str,
) -> Result<Value, Failure> {
    let grant = grants.first();
    let role = grant.map_or(Role::System, |grant| grant.role);
    let scopes = Scope::of(grants);
    let by = Actor { id: account, role, simulated: false };
    let token = tokens::make(app, (account, grants), "demo", &scopes, TOKEN_DAYS[0], &by).await?.ok();
    let station = grant.and_then(|grant| grant.station.clone());
    Ok(json!({ "role": role, "email": email, "password": password, "token": token, "station": station }))
}

fn email(name: &str) -> String {
    format!("{name}@demo.example")
}

/// Fresh at every start, so that no password is known from a book.
fn password(app: &App) -> String {
    hex::encode(app.store.keys().random::<12>())
}
