//! A fresh database a test: a SQLite file, or a schema of a throw-away PostgreSQL that this process starts once.
//!
//! The server is tied to a thread that lives as long as the tests (`setpriv --pdeathsig`), so it never outlives them.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use giftgate::store::Store;
use giftgate::store::sealing::Keys;
use rand::SeedableRng;
use rand_chacha::ChaCha20Rng;

/// A database of a test's own; dropping it removes the file.
pub struct Database {
    pub url: String,
    pub schema: Option<String>,
    _folder: Option<tempfile::TempDir>,
}

pub fn test_keys() -> Keys {
    Keys::new(&[7; 32], ChaCha20Rng::seed_from_u64(42))
}

/// Whether this run is on PostgreSQL.
pub fn on_postgres() -> bool {
    match std::env::var("GIFTGATE_TEST_DATABASE").as_deref() {
        Ok("postgres") => true,
        Ok("sqlite") | Err(_) => false,
        Ok(other) => panic!("GIFTGATE_TEST_DATABASE is `{other}`; it can be sqlite or postgres"),
    }
}

impl Database {
    pub async fn new() -> Self {
        if on_postgres() { Self::postgres().await } else { Self::sqlite() }
    }

    pub fn sqlite() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let url = format!("sqlite://{}", folder.path().join("giftgate.db").display());
        Self { url, schema: None, _folder: Some(folder) }
    }

    pub async fn postgres() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let url = server().to_owned();
        let schema = format!("test_{}", NEXT.fetch_add(1, Ordering::Relaxed));
        let pool = sqlx::PgPool::connect(&url).await.expect("the test server answers");
        sqlx::query(sqlx::AssertSqlSafe(format!("create schema {schema}"))).execute(&pool).await.expect("a schema");
        pool.close().await;
        Self { url, schema: Some(schema), _folder: None }
    }

    /// The address for a process of its own: it names the schema too.
    pub fn address(&self) -> String {
        let schema = self.schema.as_ref().map(|schema| format!("?options=-csearch_path%3D{schema}"));
        format!("{}{}", self.url, schema.unwrap_or_default())
    }

    /// The store, not migrated.
    pub async fn open(&self) -> Store {
        Store::open_in_schema(&self.url, self.schema.as_deref(), test_keys()).await.expect("the test database opens")
    }

    /// The store, migrated.
    pub async fn store(&self) -> Store {
        let store = self.open().await;
        store.migrate().await.expect("migrations run");
        store
    }
}

fn server() -> &'static str {
    static URL: OnceLock<String> = OnceLock::new();
    URL.get_or_init(|| {
        let (sender, receiver) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            sender.send(start_server()).expect("the tests wait for the server");
            // The server dies with this thread, and this thread with the process.
            loop {
                std::thread::park();
            }
        });
        receiver.recv().expect("the server starts")
    })
}

fn start_server() -> String {
    let bin = binaries();
    let port = TcpListener::bind("127.0.0.1:0").and_then(|socket| socket.local_addr()).expect("a free port").port();
    let folder = std::env::temp_dir().join(format!("giftgate-test-pg-{}", std::process::id()));
    remove_leftovers();
    std::fs::create_dir_all(&folder).expect("a folder");
    let as_root = Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout.starts_with(b"0\n"));
    if as_root {
        run(Command::new("chown").arg("postgres").arg(&folder));
    }
    let command = |name: &str| {
        let mut command = Command::new("setpriv");
        command.args(["--pdeathsig", "INT"]);
        if as_root {
            command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups"]);
        }
        command.arg(bin.join(name)).env("HOME", &folder).stdout(Stdio::null()).stderr(Stdio::null());
        command
    };
    let data = folder.join("data");
    run(command("initdb").arg("-D").arg(&data).args([
        "-U",
        "giftgate",
        "--auth=trust",
        "--no-sync",
        "-E",
        "UTF8",
        "--no-locale",
    ]));
    let port = port.to_string();
    // Never waited for: it ends with this process.
    #[expect(clippy::zombie_processes, reason = "it lives as long as the tests")]
    let _server = command("postgres")
        .arg("-D")
        .arg(&data)
        .args(["-F", "-h", "127.0.0.1", "-p", &port, "-c", "max_connections=400", "-c", "unix_socket_directories="])
        .spawn()
        .expect("PostgreSQL starts");
    let ready = || {
        Command::new(bin.join("pg_isready"))
            .args(["-q", "-h", "127.0.0.1", "-p", &port])
            .status()
            .is_ok_and(|done| done.success())
    };
    let started = Instant::now();
    while !ready() {
        assert!(started.elapsed() < Duration::from_mins(1), "PostgreSQL was not ready within a minute");
        std::thread::sleep(Duration::from_millis(50));
    }
    format!("postgres://giftgate@127.0.0.1:{port}/postgres")
}

/// Data folders of test runs that are over.
fn remove_leftovers() {
    for entry in std::fs::read_dir(std::env::temp_dir()).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let Some(pid) = name.strip_prefix("giftgate-test-pg-") else { continue };
        if !Path::new("/proc").join(pid).exists() {
            // Another run may remove it at the same moment.
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}

fn run(command: &mut Command) {
    let done = command.status().expect("the command starts");
    assert!(done.success(), "{command:?} failed");
}

fn binaries() -> PathBuf {
    let versions = std::fs::read_dir("/usr/lib/postgresql").expect("PostgreSQL is installed (see ./check)");
    let mut folders: Vec<_> = versions.flatten().map(|entry| entry.path().join("bin")).collect();
    folders.sort();
    folders
        .pop()
        .filter(|bin| Path::new(&bin.join("initdb")).exists())
        .expect("PostgreSQL server is installed (see ./check)")
}
