//! The order of a run.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::arguments::{Arguments, Effort};
use crate::counters::{self, IdleRate, SqlCount};
use crate::cpu;
use crate::drive::{self, Until};
use crate::flows::VirtualUser;
use crate::report::{Report, Row};
use crate::sandbox::Sandbox;
use crate::scenario::Scenario;
use crate::server::{self, Addresses, Server};
use crate::sign_rate::{self, SignRate};
use crate::storm;
use crate::target::Target;

/// Starts of which the median counts.
const COLD_STARTS: usize = 5;
/// The open loop runs at this part of the closed loop's rate.
const OPEN_SHARE: f64 = 0.7;
/// The open loop has so many times the connections of the closed one, so that arrivals wait at the server and not here.
const OPEN_CONNECTIONS: usize = 4;
/// Operations of one scenario when SQL alone is counted.
const COUNTED: u64 = 500;
/// Sign-ins cost a password hash each.
const COUNTED_LOGINS: u64 = 40;

/// Prepares a server, measures it, prints the report.
///
/// # Errors
/// When an answer was wrong, the server died, or something of the run could not be done.
pub async fn run(arguments: &Arguments) -> Result<(), String> {
    let sandbox = Sandbox::new()?;
    let addresses = Addresses::free()?;
    say("preparing a data directory");
    Server::prepare(&arguments.server, &sandbox, addresses)?;
    // The first start makes what is missing, such as keys; the cold starts then find everything in place.
    drop(Server::start(
        &arguments.server,
        &sandbox,
        addresses,
        "/health/ready",
    )?);
    let mut cold_starts = Vec::new();
    if arguments.effort == Effort::Everything {
        say("cold starts");
        for _ in 0..COLD_STARTS {
            cold_starts
                .push(Server::start(&arguments.server, &sandbox, addresses, "/health/live")?.1);
        }
    }
    let (mut server, _) = Server::start(&arguments.server, &sandbox, addresses, "/health/ready")?;
    let outcome = measure(arguments, &sandbox, &server, cold_starts).await;
    if let Some(death) = server.death() {
        let log = server::log_end(&sandbox);
        return Err(format!(
            "the server died ({death}): {}\n{log}",
            outcome.err().unwrap_or_default()
        ));
    }
    let report = outcome.map_err(|problem| format!("{problem}\n{}", server::log_end(&sandbox)))?;
    println!("{report}");
    match report.wrong_answers() {
        0 => Ok(()),
        wrong => Err(format!(
            "{wrong} wrong answers\n{}",
            server::log_end(&sandbox)
        )),
    }
}

async fn measure(
    arguments: &Arguments,
    sandbox: &Sandbox,
    server: &Server,
    cold_starts: Vec<Duration>,
) -> Result<Report, String> {
    say("idle server");
    tokio::time::sleep(Duration::from_secs(2)).await;
    let idle_memory = cpu::resident(server.process())?;
    // A server without these counters can still be timed; the report then says what was not counted.
    let idle = IdleRate::measure(server.addresses.metrics, Duration::from_secs(4)).await;

    let target = Arc::new(Target::discover(server.addresses.http, &sandbox.client_secret).await?);
    let timed = arguments.effort == Effort::Everything;
    let users = if timed {
        arguments.connections * OPEN_CONNECTIONS
    } else {
        arguments.connections
    };
    let users = sandbox
        .people
        .iter()
        .cycle()
        .take(users)
        .map(|person| VirtualUser::new(&target, person));
    let mut users = users.collect::<Result<Vec<_>, _>>()?;

    let mut rates = if timed {
        vec![yardstick(arguments).await?]
    } else {
        Vec::new()
    };
    let mut rows = Vec::new();
    for &scenario in &arguments.scenarios {
        say(scenario.name());
        for user in &mut users {
            user.prepare(scenario)
                .await
                .map_err(|problem| format!("{}: {problem}", scenario.name()))?;
        }
        let mut row = if timed {
            let until = Until::Elapsed(arguments.duration);
            closed(
                arguments,
                server,
                &mut users,
                scenario,
                (until, idle.as_ref().ok().copied()),
            )
            .await?
        } else {
            let count = if scenario == Scenario::Login {
                COUNTED_LOGINS
            } else {
                COUNTED
            };
            let until = Until::Operations(count);
            closed(
                arguments,
                server,
                &mut users,
                scenario,
                (until, idle.as_ref().ok().copied()),
            )
            .await?
        };
        if timed {
            // The machine's speed drifts: the yardstick of a scenario is what was measured right before and after it.
            if scenario.signs() {
                rates.push(yardstick(arguments).await?);
            }
            row.sign_rate = rates.rchunks(2).next().map(sign_rate::mean);
            let rate = row.closed.rate() * OPEN_SHARE;
            if rate > 0.0 {
                row.open = Some((
                    rate,
                    drive::open_loop(&mut users, scenario, rate, arguments.duration).await?,
                ));
            }
        }
        let given_up = row.closed.operations == 0;
        rows.push(row);
        if given_up {
            break;
        }
    }
    let mut storm = None;
    if timed {
        rates.push(yardstick(arguments).await?);
        if arguments.scenarios.contains(&Scenario::ClientCredentials) {
            say("a storm of passwords");
            storm = Some(storm::measure(server, &mut users, arguments.duration * 2).await?);
        }
    }
    Ok(Report {
        rows,
        storm,
        rates,
        cold_starts,
        idle_memory,
        loaded_memory: cpu::resident(server.process())?,
        idle_sql: idle.map(IdleRate::per_second),
        timed,
    })
}

/// The raw signing rate of the server's core, while the server is idle.
async fn yardstick(arguments: &Arguments) -> Result<SignRate, String> {
    // The server first finishes what it still has to do for the requests before, such as committing events in groups.
    tokio::time::sleep(Duration::from_millis(200)).await;
    sign_rate::measure(arguments.duration.min(Duration::from_secs(2))).await
}

/// A closed loop with what it cost the server.
async fn closed(
    arguments: &Arguments,
    server: &Server,
    users: &mut Vec<VirtualUser>,
    scenario: Scenario,
    (until, idle): (Until, Option<IdleRate>),
) -> Result<Row, String> {
    // Caches and connections get warm, and are not measured while they do.
    let warm_up = match until {
        Until::Elapsed(duration) => Until::Elapsed(duration.min(Duration::from_millis(500))),
        Until::Operations(count) => Until::Operations(count / 5),
    };
    let warm = drive::closed_loop(users, arguments.connections, scenario, warm_up).await?;

    let start = Instant::now();
    let sql_before = read_sql(server, idle).await?;
    let (server_before, own_before) =
        (cpu::time(server.process())?, cpu::time(std::process::id())?);
    let closed = drive::closed_loop(users, arguments.connections, scenario, until).await?;
    let server_cpu = cpu::time(server.process())?.saturating_sub(server_before);
    let generator_cpu = cpu::time(std::process::id())?.saturating_sub(own_before);
    // What the server writes in groups shortly afterwards belongs to these operations too.
    tokio::time::sleep(Duration::from_millis(500)).await;
    let sql_after = read_sql(server, idle).await?;
    let sql = match (idle, sql_before, sql_after) {
        (Some(idle), Some(before), Some(after)) => {
            Some(idle.beyond(before, after, start.elapsed()))
        }
        _ => None,
    };
    Ok(Row {
        scenario,
        warm,
        closed,
        server_cpu,
        generator_cpu,
        sql,
        sign_rate: None,
        open: None,
    })
}

async fn read_sql(server: &Server, idle: Option<IdleRate>) -> Result<Option<SqlCount>, String> {
    match idle {
        Some(_) => counters::read(server.addresses.metrics).await.map(Some),
        None => Ok(None),
    }
}

/// Progress goes beside the report.
fn say(what: &str) {
    eprintln!("load: {what}");
}
