//! Commands of chromedriver that the driver's library has no word for.

use reqwest::Method;
use serde_json::{Value, json};

use super::Chromium;

impl Chromium {
    /// Runs a script in every page that is opened from now on, before the page's own, whatever the page's policy allows.
    ///
    /// # Panics
    /// When the driver refuses.
    pub async fn add_to_every_page(&self, source: &str) {
        let body = json!({
            "cmd": "Page.addScriptToEvaluateOnNewDocument", "params": { "source": source },
        });
        self.command(Method::POST, "goog/cdp/execute", Some(body))
            .await;
    }

    /// Has its window in front, as a person's browser has: some versions without a head have none that is.
    ///
    /// # Panics
    /// When the driver refuses.
    pub async fn come_to_front(&self) {
        let body = json!({
            "cmd": "Emulation.setFocusEmulationEnabled", "params": { "enabled": true },
        });
        self.command(Method::POST, "goog/cdp/execute", Some(body))
            .await;
    }

    /// Moves to a time zone: `Asia/Kathmandu`.
    ///
    /// # Panics
    /// When the driver refuses.
    pub async fn move_to(&self, zone: &str) {
        let body = json!({
            "cmd": "Emulation.setTimezoneOverride", "params": { "timezoneId": zone },
        });
        self.command(Method::POST, "goog/cdp/execute", Some(body))
            .await;
    }

    /// Sends a command of this session, and answers its value.
    pub(super) async fn command(&self, method: Method, path: &str, body: Option<Value>) -> Value {
        let session = self.driver().session_id().to_string();
        let url = format!("http://127.0.0.1:{}/session/{session}/{path}", self.port);
        let client = reqwest::Client::builder()
            .no_proxy()
            .build()
            .expect("an HTTP client");
        let mut request = client.request(method, &url);
        if let Some(body) = body {
            request = request
                .header("content-type", "application/json")
                .body(body.to_string());
        }
        let response = request.send().await.expect("chromedriver answers");
        let text = response.text().await.expect("an answer");
        let answer: Value = serde_json::from_str(&text).expect("JSON");
        assert!(answer["value"]["error"].is_null(), "{answer}");
        answer["value"].clone()
    }
}
