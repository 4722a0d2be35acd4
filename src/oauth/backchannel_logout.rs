//! OpenID Connect Back-Channel Logout §2.5, §2.8: an application is told that somebody signed out, and what its answer means.

use crate::context::Context;
use crate::model::{Client, LoginId, UserId};
use crate::outbound::{Answer, OutboundError};

use super::{OAuthError, issue};

/// How much of an application's own explanation is logged, in characters.
const LONGEST_REASON: usize = 100;

/// What came of telling an application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// It knows.
    Taken,
    /// It will not take this token, and another one would not change its mind.
    Refused(String),
    /// It could not be reached, or cannot answer now.
    NotNow(String),
}

/// Makes a new token and posts it. A repetition is a new token too: the first may have expired, and the application may
/// remember its `jti`.
///
/// "The POST body uses the application/x-www-form-urlencoded encoding and must include a logout_token parameter"  §2.5
pub async fn tell(
    ctx: &Context,
    client: &Client,
    user: UserId,
    login: LoginId,
) -> Result<Told, OAuthError> {
    let Some(uri) = &client.metadata.backchannel_logout_uri else {
        return Ok(Told::Refused("it no longer wants to be told".to_owned()));
    };
    let token = issue::logout_token(ctx, client, user, login).await?;
    let fields = [("logout_token", token.as_str())];
    let answer = ctx.app().outbound.post_form(uri.as_str(), &fields).await;
    Ok(judge(answer))
}

/// "If the logout succeeded, the RP MUST respond with HTTP status code 200 OK. However, note that some Web frameworks will
/// substitute an HTTP 204 No Content response … OPs should be prepared to also process an HTTP 204 No Content response as a
/// successful response. If the logout request was invalid or the logout failed, the RP MUST respond with HTTP Status 400"
/// §2.8. Only what may pass (no network, a service that is down or busy) is worth another token.
fn judge(answer: Result<Answer, OutboundError>) -> Told {
    let answer = match answer {
        Ok(answer) => answer,
        Err(error) if error.may_pass() => return Told::NotNow(error.to_string()),
        Err(error) => return Told::Refused(error.to_string()),
    };
    match answer.status {
        200 | 204 => Told::Taken,
        408 | 425 | 429 | 500.. => Told::NotNow(format!("it answered {}", answer.status)),
        status => Told::Refused(format!("it answered {status}{}", reason(&answer.body))),
    }
}

/// "The response MAY include an HTTP response body consisting of a JSON object with error and error_description
/// parameters"  §2.8. They help whoever reads the log.
fn reason(body: &[u8]) -> String {
    let Ok(serde_json::Value::Object(members)) = serde_json::from_slice(body) else {
        return String::new();
    };
    let said: Vec<String> = ["error", "error_description"]
        .into_iter()
        .filter_map(|name| members.get(name)?.as_str())
        .map(|text| {
            text.chars()
                .filter(|c| c.is_ascii_graphic() || *c == ' ')
                .take(LONGEST_REASON)
                .collect()
        })
        .collect();
    if said.is_empty() {
        String::new()
    } else {
        format!(" ({})", said.join(": "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outbound::TargetProblem;

    fn answered(status: u16, body: &str) -> Told {
        judge(Ok(Answer {
            media_type: String::new(),
            status,
            body: body.as_bytes().to_vec(),
        }))
    }

    #[test]
    fn an_answer_is_taken_final_or_passing() {
        for status in [200, 204] {
            assert_eq!(answered(status, "{}"), Told::Taken);
        }
        for status in [408, 425, 429, 500, 502, 503, 504, 599] {
            assert!(matches!(answered(status, ""), Told::NotNow(_)), "{status}");
        }
        for status in [201, 202, 301, 302, 307, 308, 400, 401, 403, 404, 410] {
            assert!(matches!(answered(status, ""), Told::Refused(_)), "{status}");
        }
        assert!(matches!(
            judge(Err(OutboundError::TimedOut)),
            Told::NotNow(_)
        ));
        assert!(matches!(
            judge(Err(OutboundError::Refused(TargetProblem::NotHttps))),
            Told::Refused(_)
        ));
    }

    #[test]
    fn what_an_application_says_is_logged_briefly_and_plainly() {
        let body = r#"{"error":"invalid_request","error_description":"no\u001b[31m\nsuch sid"}"#;
        assert_eq!(
            answered(400, body),
            Told::Refused("it answered 400 (invalid_request: no[31msuch sid)".to_owned())
        );
        for body in ["", "[]", "null", "{", r#"{"error":1}"#] {
            assert_eq!(
                answered(400, body),
                Told::Refused("it answered 400".to_owned())
            );
        }
        let long = format!(r#"{{"error":"{}"}}"#, "x".repeat(10_000));
        let Told::Refused(reason) = answered(400, &long) else {
            unreachable!()
        };
        assert!(reason.len() < 200);
    }
}
