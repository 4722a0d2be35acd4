//! A gateway for text messages that sends none.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use crate::TestApp;

/// A request to the gateway.
#[derive(Clone, Debug)]
pub struct Text {
    /// The head: request line and headers.
    pub head: String,
    /// The body as it came.
    pub body: String,
}

impl Text {
    /// The number, of a JSON body that was not changed by `sms.body`.
    pub fn to(&self) -> String {
        self.json()["to"].as_str().expect("a number").to_owned()
    }

    /// What the phone shows.
    pub fn text(&self) -> String {
        self.json()["text"].as_str().expect("a text").to_owned()
    }

    /// The code: what stands behind `#` on the last line.
    pub fn code(&self) -> String {
        let text = self.text();
        text.rsplit_once('#').expect("a code").1.to_owned()
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.body).expect("JSON")
    }
}

/// The gateway. Dropped, it closes its port.
#[derive(Debug)]
pub struct SmsGateway {
    address: SocketAddr,
    seen: Arc<Mutex<Vec<Text>>>,
    statuses: Arc<Mutex<Vec<u16>>>,
    task: JoinHandle<()>,
}

impl SmsGateway {
    /// A gateway on a free port of this machine.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let statuses = Arc::new(Mutex::new(Vec::new()));
        let (texts, answers) = (Arc::clone(&seen), Arc::clone(&statuses));
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (texts, answers) = (Arc::clone(&texts), Arc::clone(&answers));
                tokio::spawn(async move { serve(stream, &texts, &answers).await.ok() });
            }
        });
        Self {
            address,
            seen,
            statuses,
            task,
        }
    }

    /// The value of `sms.url`.
    pub fn url(&self) -> String {
        format!("http://{}/messages", self.address)
    }

    /// Answers the next request so; later ones with 200 again.
    pub fn answer_next(&self, status: u16) {
        self.statuses.lock().unwrap().push(status);
    }

    /// What came so far, the oldest first, after everything that waits in this server was sent.
    pub async fn texts(&self, app: &TestApp) -> Vec<Text> {
        app.deliver_mail().await;
        self.seen.lock().unwrap().clone()
    }

    /// The latest text message to that number.
    ///
    /// # Panics
    /// When there is none.
    pub async fn last_to(&self, app: &TestApp, number: &str) -> Text {
        let texts = self.texts(app).await;
        let text = texts.into_iter().rfind(|text| text.to() == number);
        text.unwrap_or_else(|| panic!("no text message for {number}"))
    }
}

impl Drop for SmsGateway {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn serve(
    mut stream: TcpStream,
    seen: &Mutex<Vec<Text>>,
    statuses: &Mutex<Vec<u16>>,
) -> std::io::Result<()> {
    loop {
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            head.push(stream.read_u8().await?);
        }
        let head = String::from_utf8(head).expect("ASCII").to_lowercase();
        let length = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "))
            .map_or(0, |length| length.parse().expect("a number"));
        let mut body = vec![0; length];
        stream.read_exact(&mut body).await?;
        let body = String::from_utf8(body).expect("UTF-8");
        let status = statuses.lock().unwrap().pop().unwrap_or(200);
        seen.lock().unwrap().push(Text { head, body });
        let answer = format!("HTTP/1.1 {status} x\r\ncontent-length: 0\r\n\r\n");
        stream.write_all(answer.as_bytes()).await?;
    }
}
