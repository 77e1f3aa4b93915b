//! The commands as a person or a script runs them: words, files, exit statuses. The real binary, a folder of its own,
//! a clean environment.

use std::process::Stdio;

use giftgate::app::App;
use giftgate::config::Settings;
use giftgate::domain::actor::{Actor, Role};
use giftgate::domain::campaign::CampaignState;
use giftgate::services::campaigns;
use serde_json::Value;

use crate::support::desk::{Desk, SURPRISE, Said, lines};

const BOOKINGS: &str = "record_locator,traveller_id,given_name,family_name,carrier,flight_number,departure_date,origin,\
    destination,social_network,social_handle,opted_in_at,meal\n\
    X7Y2ZQ,T1,Sanne,de Vries,SQ,324,2025-03-04,SIN,AMS,bluesky,sanne.example,2025-01-01T00:00:00Z,vegan\n\
    X7Y2ZR,T2,Jan,Smit,KL,9999,2025-03-04,AMS,LHR,,,,\n\
    BAD,T3,Jo,Smit,SQ,324,2025-03-04,SIN,AMS,,,,\n";

/// Two are booked on SQ324, then one of them no longer.
const MESSAGES: &str = "PNL\nSQ324/04MAR SIN PART1\n-AMS002Y\n1DEVRIES/SANNEMRS .L/X7Y2ZA\n1SMIT/JANMR .L/X7Y2ZB\nENDPNL\n\
    ADL\nSQ324/04MAR SIN PART1\n-AMS001Y\nDEL\n1SMIT/JANMR .L/X7Y2ZB\nENDADL\n";

/// The number of the newest change of the schema, as the files of the project say.
fn known_schema() -> usize {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations/sqlite");
    std::fs::read_dir(folder).expect("the folder of changes").count()
}

fn post(id: &str, text: &str) -> String {
    format!(
        r#"{{"id":"{id}","network":"bluesky","created_at":"2025-03-03T23:12:00Z","text":"{text}","author":{{"handle":"sanne.example","display_name":"Sanne de Vries"}}}}"#
    ) + "\n"
}

#[test]
fn a_wrong_file_is_told_in_one_sentence_whatever_the_command() {
    let desk =
        Desk::new().with("empty", "").with("utf16", b"\xFF\xFEa\0").with("packed", b"\x1F\x8B\x08").with("a", "x");
    for command in [
        "signals ?",
        "effect ?",
        "parse flights ?",
        "parse bcbp ?",
        "parse pnl ?",
        "solve allocation ?",
        "solve rounds ?",
        "solve check ? a",
        "campaign check ?",
        "campaign diff SURPRISE ?",
        "link --bookings a --flights ? --posts a",
        "link --bookings ? --flights FLIGHTS --posts a",
        "import flights ?",
        "import bookings ?",
        "import posts ?",
        "import readings ? --campaign x",
    ] {
        let told = |name: &str, words: &str| desk.run(&command.replace('?', name)).bad_input(&[name, words]);
        told("none.x", "there is no such file");
        told(".", "this is a folder");
        told("empty", "the file is empty");
        told("utf16", "save it as UTF-8");
        told("packed", "unpack it first");
    }
    assert!(!desk.path().join("giftgate-data").exists(), "a wrong path leaves no trace");
}

#[test]
fn signals_prints_a_line_a_post_and_counts_what_it_can_not_read() {
    let posts = post("p1", "Off to hike! KL1613 from Schiphol")
        + "garbage\n"
        + &post("p2", "flying to the funeral of my mother");
    let said = Desk::new().pipe("signals -", &posts);
    assert_eq!(said.err.lines().next(), Some(r#"{"line":2,"error":"row: not_json"}"#));
    assert!(
        said.err.contains("3 lines = 2 posts (1 screened) + 0 deletions + 0 duplicate + 1 unreadable"),
        "{}",
        said.err
    );
    let printed = said.done();
    let lines = lines(&printed);
    assert_eq!(lines[0]["flights"][0]["designator"], "KL1613");
    assert_eq!(printed.lines().nth(1), Some(r#"{"id":"p2","screened":true}"#));
    Desk::new().pipe("signals -", "id,text\n1,x\n").bad_input(&["no line of it is a post"]);
}

#[test]
fn a_reader_who_leaves_early_is_no_failure() {
    use std::fmt::Write as _;
    let mut posts = String::new();
    for number in 0..6000 {
        let _ = write!(posts, "{}", post(&format!("p{number}"), "Nothing to see"));
    }
    let desk = Desk::new().with("posts.ndjson", posts);
    let mut child =
        desk.command("signals posts.ndjson").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
    drop(child.stdout.take());
    let said = Said::of(child.wait_with_output().expect("it ends"));
    assert_eq!((said.code, said.err.as_str()), (Some(0), ""));
}

#[test]
fn link_prints_pairs_whose_evidence_adds_up() {
    let x = post("p3", "SQ324 to Amsterdam").replace("bluesky", "x").replace("sanne.example", "someone");
    let posts =
        post("p1", "On SQ324 from Singapore to Amsterdam!") + &post("p2", "SQ324 to the funeral of my mother") + &x;
    let desk = Desk::new().with("b.csv", BOOKINGS).with("p.ndjson", posts);
    let said = desk.run("link --bookings b.csv --flights FLIGHTS --posts p.ndjson --min-probability 0.5");
    for words in ["b.csv, line 4: record_locator: bad_form", "b.csv: 1 left out", "screened: 1", "pairs printed: 1"] {
        assert!(said.err.contains(words), "`{words}` is not in: {}", said.err);
    }
    let lines = lines(&said.done());
    assert_eq!(lines.len(), 1, "{lines:?}");
    let pair = &lines[0];
    assert_eq!((&pair["record_locator"], &pair["traveller_id"]), (&Value::from("X7Y2ZQ"), &Value::from("T1")));
    assert_eq!(pair["leg"], "SQ324/2025-03-04/SIN-AMS");
    let evidence = pair["evidence"].as_array().expect("evidence");
    let sum: f64 = evidence.iter().map(|line| line["weight"].as_f64().expect("bits")).sum();
    let weight = pair["weight"].as_f64().expect("bits");
    let probability = pair["probability"].as_f64().expect("a probability");
    assert!((sum - weight).abs() < 1e-9 && (probability - 1.0 / (1.0 + (-weight).exp2())).abs() < 1e-12);
    assert!(pair.get("state").is_none());
    desk.run("link --bookings FLIGHTS --flights FLIGHTS --posts p.ndjson").bad_input(&["line 1", "record_locator"]);
    desk.run("link --bookings b.csv --flights FLIGHTS --posts p.ndjson --min-probability 2")
        .bad_input(&["from 0 to 1"]);
}

const ALLOCATION: &str = r#"{"travellers":[{"id":"t1","options":[{"gift":"watch","value":812,"uses":{"money":4900}}]}],
    "limits":{"money":{"max":5000}}}"#;
const ROUNDS: &str = r#"{"places":["desk","D4"],"travel":[[0,300],[300,0]],
    "couriers":[{"id":"c1","start":"desk","end":"desk","shift":[0,28800],"capacity":12}],
    "stops":[{"id":"s1","place":"D4","window":[3600,6000],"service":120,"prize":812,"load":1}]}"#;

#[test]
fn what_solve_answers_passes_its_check_and_a_forged_answer_does_not() {
    let desk = Desk::new().with("a.json", ALLOCATION).with("r.json", ROUNDS);
    let allocation = desk.run("solve allocation a.json --seed 7").done();
    let rounds = desk.run("solve rounds r.json --iterations 50").done();
    let answer = &lines(&allocation)[0];
    assert_eq!((&answer["status"], &answer["value"], &answer["seed"]), (&"optimal".into(), &812.into(), &7.into()));
    assert!(answer["elapsed_ms"].is_u64());
    let desk = desk.with("forged.json", allocation.replace("\"value\":812", "\"value\":813"));
    let desk = desk.with("aa.json", allocation).with("ra.json", &rounds);
    assert_eq!(desk.run("solve check a.json aa.json").done(), "aa.json: right\n");
    assert_eq!(desk.run("solve check r.json ra.json --json").done(), "{\"right\":true,\"faults\":[]}\n");
    desk.run("solve check a.json forged.json").refused(1, &["forged.json", "is 813, but the choices add up to 812"]);
    desk.run("solve check a.json ra.json").bad_input(&["not an answer"]);
    desk.run("solve check ra.json ra.json").bad_input(&["neither an allocation nor rounds"]);
    desk.run("solve rounds a.json").bad_input(&["a.json", "not a rounds problem"]);
    desk.run("solve allocation a.json --iterations 5 --time-limit 1").bad_input(&["cannot be used with"]);
    assert_eq!(desk.pipe("solve check r.json -", &rounds).done(), "standard input: right\n");
}

#[test]
fn an_impossible_allocation_names_what_clashes() {
    let problem = ALLOCATION.replace("\"max\":5000", "\"max\":100").replace("\"t1\",", "\"t1\",\"required\":true,");
    let said = Desk::new().pipe("solve allocation -", &problem);
    assert!(said.err.contains("these clash: money"), "{}", said.err);
    assert_eq!(lines(&said.done())[0]["status"], "infeasible");
}

#[test]
fn a_new_campaign_is_valid_and_its_edits_are_told_in_words() {
    let desk = Desk::new();
    desk.run("campaign new spring-2025 --out s.toml").done();
    assert!(
        desk.run("campaign check s.toml SURPRISE").done().contains("s.toml: valid; 2025-03-04 to 2025-03-04 at AMS")
    );
    desk.run("campaign new spring-2025 --out s.toml").bad_input(&["s.toml", "there is such a file already"]);
    desk.run("campaign new spring --out no/s.toml").bad_input(&["its folder does not exist"]);
    desk.run("campaign new Spring").bad_input(&["lower-case letters"]);
    let text = std::fs::read_to_string(desk.path().join("s.toml")).expect("written");
    assert_eq!(desk.run("campaign new spring-2025").done(), text);
    let desk = desk.with("dearer.toml", text.replace("EUR 500.00", "EUR 840.00"));
    let desk = desk.with("wrong.toml", text.replace("AMS", "XXX").replace("tone =", "tonne ="));
    assert_eq!(desk.run("campaign diff s.toml dearer.toml").done(), "budget +EUR 340.00  (caps.campaign)\n");
    assert_eq!(desk.run("campaign diff s.toml s.toml").done(), "no change\n");
    let faults = ["wrong.toml, line 12, column 1: tonne", "did you mean `tone`?", "there is no station file for XXX"];
    let said = desk.run("campaign check s.toml wrong.toml");
    said.bad_input(&faults);
    assert!(said.out.contains("s.toml: valid"));
    desk.run("campaign diff s.toml wrong.toml").bad_input(&faults);
    let said = desk.run("campaign check wrong.toml --json");
    said.bad_input(&["1 of 1 campaign files have faults"]);
    let verdict: Value = serde_json::from_str(&said.out).expect("JSON");
    assert_eq!((&verdict[0]["valid"], &verdict[0]["faults"][0]["line"]), (&false.into(), &12.into()));
    let schema: Value = serde_json::from_str(&desk.run("campaign schema").done()).expect("JSON");
    assert_eq!(schema["title"], "giftgate campaign");
}

#[test]
fn parse_turns_passes_lists_and_flights_into_json_lines() {
    let desk = Desk::new();
    let pass = desk.pipe("parse bcbp -", "M1DE VRIES/SANNE MRS  EX7Y2ZQ AMSVCEKL 1613 063Y012A0042 147\n").done();
    assert_eq!(lines(&pass)[0]["legs"][0]["record_locator"], "X7Y2ZQ");
    // Of a year that the pass does not name: the list knows it, under the name another airline gave the flight.
    let sold = "M1DE VRIES/SANNE MRS  EX7Y2ZQ KULAMSAF 8398 062Y012A0042 147\n";
    let near = desk.pipe("parse bcbp - --near 2026-01-01", sold).done();
    assert_eq!(lines(&near)[0]["legs"][0]["departure_on"], "2026-03-03");
    let listed = desk.pipe("parse bcbp - --near 2026-01-01 --flights FLIGHTS", sold).done();
    let leg = &lines(&listed)[0]["legs"][0];
    assert_eq!((&leg["departure_on"], &leg["listed"]), (&"2025-03-03".into(), &"KL810/2025-03-03/KUL-AMS".into()));
    desk.pipe("parse bcbp -", "SOMEBODY\n").bad_input(&["standard input, line 1", "is it the right file?"]);
    let list = "PNL\nKL1613/04MAR AMS PART1\n-VCE001Y\n1DEVRIES/SANNEMRS .L/X7Y2ZQ\nENDPNL\n";
    let passenger = desk.pipe("parse pnl - --near 2025-03-01", list).done();
    assert_eq!(lines(&passenger)[0]["leg"], "KL1613/2025-03-04/AMS-VCE");
    desk.pipe("parse pnl -", "nothing of the kind\n").bad_input(&["PNL or ADL"]);
    let said = desk.run("parse flights FLIGHTS");
    assert!(said.err.contains("78 lines = 78 accepted + 0 duplicate + 0 quarantined"), "{}", said.err);
    assert_eq!(lines(&said.done())[0]["leg"], "KL810/2025-03-03/KUL-AMS");
}

#[test]
fn effect_answers_with_an_interval_or_with_every_fault() {
    let input = r#"{"treated":{"n":40,"events":9},"hold_out":{"n":400,"events":80},"confidence":0.95,"power":0.8}"#;
    let said = Desk::new().pipe("effect -", input).done();
    assert_eq!((&lines(&said)[0]["method"], &lines(&said)[0]["detectable"]), (&"newcombe".into(), &false.into()));
    let wrong = r#"{"treated":{"n":0,"events":0},"hold_out":{"n":5,"events":6}}"#;
    Desk::new().pipe("effect -", wrong).bad_input(&["treated.n is 0", "hold_out.events is 6"]);
    Desk::new().pipe("effect -", "{}").bad_input(&["missing field", "write it like"]);
}

#[test]
fn the_doctor_makes_nothing_and_names_a_remedy_for_each_trouble() {
    let desk = Desk::new().with("blocked", "");
    let said = desk.run("doctor");
    said.refused(1, &["3 things are broken"]);
    assert!(said.out.contains("run `giftgate migrate`"), "{}", said.out);
    assert!(!desk.path().join("giftgate-data").exists());
    let known = known_schema();
    let first = format!("{{\"engine\":\"sqlite\",\"schema\":{known},\"changes\":{known}}}\n");
    assert_eq!(desk.run("migrate --json").done(), first);
    assert_eq!(desk.run("migrate").done(), format!("sqlite: schema {known}; it was up to date\n"));
    let report: Value = serde_json::from_str(&desk.run("doctor --json").done()).expect("JSON");
    assert_eq!(report["healthy"], true);
    desk.run("migrate --data-dir blocked/x").refused(1, &["blocked/x", "choose a folder you may write to"]);
    let far = desk.run("doctor --json --database-url postgres://gg:hush@127.0.0.1:1/gg");
    far.refused(1, &["one thing is broken"]);
    assert!(far.out.contains("check that the server runs") && !far.out.contains("hush"), "{}", far.out);
    desk.run("doctor --database-url mysql://x").bad_input(&["write sqlite://FILE"]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let key = desk.path().join("giftgate-data/master.key");
        std::fs::set_permissions(key, std::fs::Permissions::from_mode(0o644)).expect("changed");
        let said = desk.run("doctor");
        said.refused(1, &["one thing is broken"]);
        assert!(said.out.contains("chmod 600"), "{}", said.out);
    }
}

#[test]
fn walking_maps_of_an_installation_count_everywhere_and_their_faults_name_file_and_line() {
    let desk = Desk::new();
    std::fs::create_dir_all(desk.path().join("giftgate-data/stations")).expect("folders");
    let map = "iata = \"OSL\"\nname = \"Oslo\"\ncentre = \"hall\"\nplaces = [\"desk\", \"hall\"]\npiers = []\n\
        ways = [{ from = \"desk\", to = \"hall\", seconds = 90 }]\n";
    let campaign = include_str!("../../campaigns/schiphol-surprise.toml").replace("\"AMS\"", "\"OSL\"");
    let desk = desk.with("oslo.toml", campaign);
    desk.run("campaign check oslo.toml").bad_input(&["OSL"]);
    let desk = desk.with("giftgate-data/stations/OSL.toml", map);
    desk.run("campaign check oslo.toml").done();
    desk.run("migrate").done();
    desk.run("campaign add oslo.toml").done();
    let told = desk.run("doctor").done();
    assert!(told.contains("OSL") && told.contains("1 taken in, each station with a walking map"), "{told}");
    let desk = desk.with("giftgate-data/stations/OSL.toml", map.replace("to = \"hall\"", "to = \"gate\""));
    desk.run("serve").bad_input(&["OSL.toml: line 6: ways[0].to"]);
    desk.run("campaign check oslo.toml").bad_input(&["OSL.toml: line 6"]);
    assert!(desk.run("doctor").out.contains("OSL.toml: line 6"));
}

#[tokio::test]
async fn a_newer_and_an_older_schema_are_refused_with_what_to_do() {
    let desk = Desk::new();
    desk.run("import flights FLIGHTS").refused(1, &["schema 0", "run `giftgate migrate`"]);
    desk.run("migrate").done();
    let path = desk.path().join("giftgate-data/giftgate.db");
    let pool = sqlx::SqlitePool::connect(&format!("sqlite://{}", path.display())).await.expect("opened");
    let newer = "insert into _sqlx_migrations (version, description, success, checksum, execution_time) \
                 values (9999, 'later', true, 'x', 0)";
    sqlx::query(newer).execute(&pool).await.expect("inserted");
    pool.close().await;
    for command in ["migrate", "import flights FLIGHTS"] {
        desk.run(command).refused(1, &["schema 9999", "use the newer giftgate"]);
    }
    let said = desk.run("doctor");
    said.refused(1, &[]);
    assert!(said.out.contains(&format!("9999, this giftgate knows up to {}", known_schema())), "{}", said.out);
}

/// Everybody booked, as `import` left them.
fn booked(desk: &Desk) -> Vec<String> {
    let flags = [("data_dir", desk.path().join("giftgate-data").display().to_string())].into();
    let (settings, _) = Settings::from_layers(None, &[].into(), &flags).expect("settings");
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let app = App::build(&settings).await.expect("an app");
        let until = "2030-01-01T00:00:00Z".parse().expect("an instant");
        let all = app.store.manifest(chrono::DateTime::UNIX_EPOCH, until).await.expect("passengers");
        let mut names: Vec<_> =
            all.iter().map(|one| format!("{}/{}", one.booking.family_name, one.booking.given_name)).collect();
        names.sort();
        names
    })
}

#[test]
fn import_counts_add_up_and_a_repeated_file_changes_nothing() {
    let desk = Desk::new().with("b.csv", BOOKINGS).with("wrong.csv", "a,b\n1,2\n");
    desk.run("migrate").done();
    desk.run("import bookings b.csv")
        .bad_input(&["every line was set aside", "import the flights of these days first"]);
    assert!(desk.run("import flights FLIGHTS").done().contains("78 lines = 78 accepted + 0 duplicate + 0 quarantined"));
    let again = desk.run("import flights FLIGHTS --json").done();
    assert_eq!((&lines(&again)[0]["accepted"], &lines(&again)[0]["duplicate"]), (&0.into(), &78.into()));
    let said = desk.run("import bookings b.csv").done();
    assert!(said.contains("3 lines = 1 accepted + 0 duplicate + 2 quarantined"), "{said}");
    assert!(said.contains("bad_form 1, unknown_flight 1") && said.contains("1 columns or values"), "{said}");
    assert!(desk.run("import bookings b.csv").done().contains("= 0 accepted + 1 duplicate + 2 quarantined"));
    let said = desk.pipe("import bookings - --near 2025-03-01", MESSAGES).done();
    assert!(said.contains("3 lines = 3 accepted + 0 duplicate + 0 quarantined"), "{said}");
    assert_eq!(booked(&desk), ["Devries/Sanne", "de Vries/Sanne"]);
    // Amendments in files of their own, an older one last.
    let amend = |sent: &str, what: &str| {
        format!("QU AMSKKKL\n.HDQRMSQ {sent}\nADL\nSQ324/04MAR SIN PART1\n-AMS001Y\n{what} .L/X7Y2ZA\nENDADL\n")
    };
    let import = |text: &str| desk.pipe("import bookings - --near 2025-03-01", text).done();
    assert!(import(&amend("021200", "DEL\n1DEVRIES/SANNEMRS")).contains("of them 1 taken off their flight, 0 changed"));
    assert_eq!(booked(&desk), ["de Vries/Sanne"]);
    assert!(import(&amend("021500", "ADD\n1DEVRIES/SANNEMRS")).contains("1 lines = 1 accepted"));
    assert!(import(&amend("021400", "DEL\n1DEVRIES/SANNEMRS")).contains("0 accepted + 1 duplicate"));
    assert!(import(&amend("021200", "DEL\n1DEVRIES/SANNEMRS")).contains("0 accepted + 1 duplicate"));
    assert_eq!(booked(&desk), ["Devries/Sanne", "de Vries/Sanne"]);
    desk.pipe("import bookings - --near 2025-03-01", &amend("021600", "DEL\n1NOBODY/X"))
        .bad_input(&["line 7: DEL names somebody who is not on the flight; import the list (PNL)"]);
    desk.run("import bookings wrong.csv").bad_input(&["wrong.csv, line 1", "record_locator"]);
    desk.run("import posts b.csv").refused(1, &["no campaign is live"]);
    desk.run("import readings b.csv --campaign x").bad_input(&["the header lacks post"]);
}

#[tokio::test]
async fn live_campaigns_listen_to_imported_posts_and_take_readings() {
    let posts =
        post("p1", "On SQ324 from Singapore to Amsterdam!") + &post("p2", "SQ324 to the funeral of my mother") + "{}\n";
    let readings = "post,network,unit,value,read_at\nat://a,bluesky,impressions,1204,2025-03-06T09:00:00Z\n";
    let desk = Desk::new().with("b.csv", BOOKINGS).with("p.ndjson", posts).with("r.csv", readings);
    desk.run("migrate").done();
    desk.run("import flights FLIGHTS").done();
    desk.run("import bookings b.csv").done();
    let flags = [("data_dir", desk.path().join("giftgate-data").display().to_string())].into();
    let (settings, _) = Settings::from_layers(None, &[].into(), &flags).expect("settings");
    let app = App::build(&settings).await.expect("an app");
    let source = std::fs::read_to_string(SURPRISE).expect("the example");
    let planner = Actor::simulated(Role::Planner);
    let mut loaded = campaigns::add(&app, &source, &planner).await.expect("added");
    desk.run("import posts p.ndjson --campaign schiphol-surprise").refused(1, &["only a live campaign listens"]);
    campaigns::move_to(&app, &mut loaded, CampaignState::Live, &planner).await.expect("live");
    app.store.close().await;

    let said = desk.run("import posts p.ndjson").done();
    assert!(said.contains("p.ndjson: 3 lines = 2 accepted + 0 duplicate + 1 quarantined"), "{said}");
    assert!(said.contains("1 suggested, 0 ambiguous") && said.contains("screened:"), "{said}");
    let again = desk.run("import posts p.ndjson --campaign schiphol-surprise --json").done();
    assert_eq!((&lines(&again)[0][0]["suggested"], &lines(&again)[0][0]["steps"]["duplicate"]), (&0.into(), &1.into()));
    desk.run("import posts p.ndjson --campaign nope").bad_input(&["there is no campaign `nope`"]);
    let said = desk.run("import readings r.csv --campaign schiphol-surprise").done();
    assert_eq!(said, "r.csv: 1 lines = 1 accepted + 0 duplicate + 0 quarantined\n");
    assert!(desk.run("doctor").done().contains("1 taken in, each station with a walking map"));
}

#[test]
fn a_campaign_is_started_stopped_and_ended_from_the_command_line() {
    let desk = Desk::new();
    desk.run("migrate").done();
    desk.run("campaign live schiphol-surprise").bad_input(&["schiphol-surprise", "check the name"]);
    assert!(desk.run("campaign add SURPRISE").done().contains("as a draft"));
    desk.run("campaign add SURPRISE").bad_input(&["already", "another slug"]);
    desk.run("campaign pause schiphol-surprise").bad_input(&["is draft", "can be paused"]);
    assert!(desk.run("campaign live schiphol-surprise").done().contains("targets are locked"));
    assert!(desk.run("campaign pause schiphol-surprise").done().contains("until it is live again"));
    assert!(desk.run("campaign live schiphol-surprise").done().contains("is live"));
    assert!(desk.run("campaign end schiphol-surprise").done().contains("no new gifts"));
    desk.run("campaign live schiphol-surprise").bad_input(&["is cool_down", "can be started"]);
}

#[test]
fn a_server_without_accounts_prints_the_first_admin_s_link_and_a_demo_stays_on_this_machine() {
    use std::io::{BufRead as _, BufReader};
    let desk = Desk::new();
    desk.run("demo --listen 0.0.0.0:0").bad_input(&["0.0.0.0:0", "not a loopback address"]);
    // People come from other machines, so somebody has to say what becomes of mails.
    desk.run("serve --listen 0.0.0.0:0").bad_input(&["no mail set-up", "GIFTGATE_SMTP_URL"]);
    let mut command = desk.command("serve --listen 0.0.0.0:0");
    command.env("GIFTGATE_SMTP_URL", "off");
    let mut server = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("it starts");
    let printed = BufReader::new(server.stdout.take().expect("a pipe")).lines();
    let lines: Vec<_> = printed.map_while(Result::ok).filter(|line| !line.is_empty()).take(2).collect();
    server.kill().expect("stopped");
    server.wait().expect("ended");
    assert!(lines[0].starts_with("Pages         http://0.0.0.0:"), "{lines:?}");
    let (_, token) = lines[1].split_once("/welcome/").expect("a link");
    assert!(lines[1].starts_with("First admin   http://") && token.len() == 64, "{lines:?}");
}
