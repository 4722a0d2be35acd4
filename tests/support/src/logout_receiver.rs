//! The back-channel logout endpoint of an application: takes what comes, remembers it, and answers as the test says.

use std::fmt::Write as _;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio::time::sleep;

use crate::fixture::{AuthMethod, Client};
use crate::jwt::Jwt;

/// How long a delivery may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// How often it is looked for meanwhile.
const GLANCE: Duration = Duration::from_millis(20);

/// How requests are answered.
#[derive(Clone, Debug)]
enum Manner {
    /// With these bytes.
    Bytes(String),
    /// With these bytes, and then with more than anybody wants to read.
    Endless(String),
    /// Not at all.
    Silent,
}

/// A request as it came.
#[derive(Clone, Debug)]
pub struct Received {
    /// `POST /path HTTP/1.1`
    pub line: String,
    /// The headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
}

impl Received {
    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    /// The form's fields.
    pub fn fields(&self) -> Vec<(String, String)> {
        url::form_urlencoded::parse(self.body.as_bytes())
            .into_owned()
            .collect()
    }

    /// The logout token, as text.
    pub fn token_text(&self) -> String {
        let fields = self.fields();
        let [(name, token)] = &fields[..] else {
            panic!("not one field: {fields:?}")
        };
        assert_eq!(name, "logout_token");
        token.clone()
    }

    /// The logout token, not verified.
    pub fn token(&self) -> Jwt {
        Jwt::read(&self.token_text())
    }
}

/// An endpoint on a port of its own. Dropped, it is gone.
#[derive(Debug)]
pub struct LogoutReceiver {
    address: SocketAddr,
    manner: Arc<Mutex<Manner>>,
    received: Arc<Mutex<Vec<Received>>>,
    task: JoinHandle<()>,
}

impl LogoutReceiver {
    /// One that answers 200.
    pub async fn start() -> Self {
        Self::on("127.0.0.1:0".parse().unwrap()).await
    }

    /// One on that address.
    pub async fn on(address: SocketAddr) -> Self {
        let listener = TcpListener::bind(address).await.expect("the port is free");
        let address = listener.local_addr().unwrap();
        let manner = Arc::new(Mutex::new(Manner::Bytes(status(200, ""))));
        let received = Arc::new(Mutex::new(Vec::new()));
        let (told, remembered) = (Arc::clone(&manner), Arc::clone(&received));
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&told), Arc::clone(&remembered)));
            }
        });
        Self {
            address,
            manner,
            received,
            task,
        }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What a client registers.
    pub fn uri(&self) -> String {
        format!("http://{}/backchannel-logout?app=1", self.address)
    }

    /// A client of the fixture that wants to be told here, as `vestibule apply` reads it.
    pub fn client(&self, client: &Client) -> String {
        client_told_at(client, &self.uri())
    }

    /// Answers with this status and body from now on.
    pub fn answer(&self, code: u16, body: &str) {
        *self.manner.lock().unwrap() = Manner::Bytes(status(code, body));
    }

    /// Redirects to that address from now on.
    pub fn redirect(&self, code: u16, location: &str) {
        let text = format!(
            "HTTP/1.1 {code} Elsewhere\r\nlocation: {location}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
        );
        *self.manner.lock().unwrap() = Manner::Bytes(text);
    }

    /// Answers with this status and a body without end from now on.
    pub fn answer_endlessly(&self, code: u16) {
        *self.manner.lock().unwrap() = Manner::Endless(format!("HTTP/1.1 {code} Long\r\n\r\n"));
    }

    /// Takes requests and answers none from now on.
    pub fn fall_silent(&self) {
        *self.manner.lock().unwrap() = Manner::Silent;
    }

    /// What came so far.
    pub fn received(&self) -> Vec<Received> {
        self.received.lock().unwrap().clone()
    }

    /// Waits until so many requests came, and returns them.
    pub async fn wait_for(&self, many: usize) -> Vec<Received> {
        let begun = Instant::now();
        loop {
            let received = self.received();
            if received.len() >= many {
                return received;
            }
            assert!(
                begun.elapsed() < PATIENCE,
                "{} of {many} requests came",
                received.len()
            );
            sleep(GLANCE).await;
        }
    }
}

impl Drop for LogoutReceiver {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// A client of the fixture that wants to be told at that URI.
pub fn client_told_at(client: &Client, uri: &str) -> String {
    let mut toml = format!(
        "[[client]]\nclient_id = {:?}\ntoken_endpoint_auth_method = {:?}\nclient_name = \"App\"\nredirect_uris = [{:?}]\n\
         grant_types = [\"authorization_code\", \"refresh_token\"]\nfirst_party = true\nbackchannel_logout_uri = {uri:?}\n",
        client.id,
        client.auth.name(),
        client.redirect_uri,
    );
    if client.auth != AuthMethod::None {
        writeln!(toml, "client_secret = {:?}", client.secret).unwrap();
    }
    toml
}

fn status(code: u16, body: &str) -> String {
    format!(
        "HTTP/1.1 {code} Answer\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
}

async fn serve(
    mut stream: TcpStream,
    manner: Arc<Mutex<Manner>>,
    received: Arc<Mutex<Vec<Received>>>,
) {
    let Some(request) = read(&mut stream).await else {
        return;
    };
    received.lock().unwrap().push(request);
    let manner = manner.lock().unwrap().clone();
    match manner {
        Manner::Bytes(text) => drop(stream.write_all(text.as_bytes()).await),
        Manner::Endless(text) => {
            drop(stream.write_all(text.as_bytes()).await);
            while stream.write_all(&[b'x'; 4096]).await.is_ok() {}
        }
        Manner::Silent => sleep(Duration::from_mins(5)).await,
    }
}

async fn read(stream: &mut TcpStream) -> Option<Received> {
    let mut bytes = Vec::new();
    loop {
        let mut chunk = [0; 4096];
        let count = stream
            .read(&mut chunk)
            .await
            .ok()
            .filter(|count| *count > 0)?;
        bytes.extend_from_slice(&chunk[..count]);
        let text = String::from_utf8_lossy(&bytes);
        let Some((head, body)) = text.split_once("\r\n\r\n") else {
            continue;
        };
        let mut lines = head.lines();
        let line = lines.next()?.to_owned();
        let headers: Vec<(String, String)> = lines
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
            .collect();
        let length = headers
            .iter()
            .find(|(name, _)| name == "content-length")
            .and_then(|(_, value)| value.parse().ok())
            .unwrap_or(0);
        if body.len() >= length {
            return Some(Received {
                line,
                headers,
                body: body.to_owned(),
            });
        }
    }
}
