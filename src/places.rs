//! Where in the world a network is, from a file that the operator supplies. Nobody else is asked: who signs in where is our
//! people's business.

use std::fmt;
use std::net::IpAddr;
use std::path::{Path, PathBuf};

use maxminddb::geoip2::{City, Names};
use maxminddb::{MaxMindDbError, Reader};

use crate::texts::Texts;

/// Places of networks, if there is a file of them.
pub struct Places(Option<Reader<Vec<u8>>>);

/// The file is no use.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {cause}")]
pub struct PlacesError {
    path: PathBuf,
    cause: MaxMindDbError,
}

impl fmt::Debug for Places {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Places").field(&self.0.is_some()).finish()
    }
}

impl Places {
    /// Reads the file, in the format of MaxMind ("MaxMind DB", version 2) with the records of a city or country database.
    pub fn open(path: Option<&Path>) -> Result<Self, PlacesError> {
        let reader = path.map(Reader::open_readfile).transpose();
        let reader = reader.map_err(|cause| PlacesError {
            path: path.map(Path::to_path_buf).unwrap_or_default(),
            cause,
        })?;
        Ok(Self(reader))
    }

    /// A network for a person: the place, as far as it is known, and the address.
    pub fn in_words(&self, texts: Texts, network: &str) -> String {
        match self.place(texts, network) {
            Some(place) => texts.with(
                "place-of-network",
                &[("place", &place), ("network", network)],
            ),
            None => network.to_owned(),
        }
    }

    fn place(&self, texts: Texts, network: &str) -> Option<String> {
        // `2001:db8::/64` is how a network of IPv6 is written down.
        let (address, _) = network.split_once('/').unwrap_or((network, ""));
        let address: IpAddr = address.parse().ok()?;
        // A damaged record is as good as none.
        let record = self.0.as_ref()?.lookup(address).ok()?;
        let record: City<'_> = record.decode().ok()??;
        let country = name(&record.country.names, texts)?;
        Some(match name(&record.city.names, texts) {
            Some(city) => texts.with("place-in-country", &[("city", city), ("country", country)]),
            None => country.to_owned(),
        })
    }
}

/// The name in the language of the texts, or in English.
fn name<'a>(names: &Names<'a>, texts: Texts) -> Option<&'a str> {
    let own = match texts.lang() {
        "de" => names.german,
        "es" => names.spanish,
        "fr" => names.french,
        "ja" => names.japanese,
        "zh-Hans" => names.simplified_chinese,
        _ => None,
    };
    own.or(names.english)
}
