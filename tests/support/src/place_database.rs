//! A file that says where networks are, in the format "MaxMind DB" (version 2.0 of its specification), with few networks.

use std::net::Ipv4Addr;
use std::path::Path;

/// A network and its place: the names of city and country, by language.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The first address.
    pub network: Ipv4Addr,
    /// How many of its bits count.
    pub bits: u8,
    /// The city, if it is known.
    pub city: &'a [(&'a str, &'a str)],
    /// The country.
    pub country: &'a [(&'a str, &'a str)],
}

/// A branch of the search tree: nothing, another node, or the place of that number.
#[derive(Clone, Copy)]
enum Branch {
    Nothing,
    Node(usize),
    Place(usize),
}

/// Writes the file.
pub fn write(path: &Path, places: &[Place<'_>]) {
    let mut nodes = vec![[Branch::Nothing; 2]];
    let (mut data, mut offsets) = (Vec::new(), Vec::new());
    for (number, place) in places.iter().enumerate() {
        grow(&mut nodes, place, number);
        offsets.push(data.len());
        map(&mut data, 2);
        text(&mut data, "city");
        named(&mut data, place.city);
        text(&mut data, "country");
        named(&mut data, place.country);
    }
    let mut file = Vec::new();
    for branch in nodes.iter().flatten() {
        // "record value = data offset + node count + 16", and the number of nodes for nothing.
        let value = match *branch {
            Branch::Nothing => nodes.len(),
            Branch::Node(node) => node,
            Branch::Place(number) => offsets[number] + nodes.len() + 16,
        };
        file.extend_from_slice(&u32::try_from(value).unwrap().to_be_bytes()[1..]);
    }
    file.extend_from_slice(&[0; 16]);
    file.extend_from_slice(&data);
    file.extend_from_slice(b"\xab\xcd\xefMaxMind.com");
    metadata(&mut file, nodes.len());
    std::fs::write(path, file).unwrap();
}

fn grow(nodes: &mut Vec<[Branch; 2]>, place: &Place<'_>, number: usize) {
    let mut node = 0;
    for depth in 0..place.bits {
        let bit = usize::try_from(u32::from(place.network) >> (31 - depth) & 1).unwrap();
        if depth + 1 == place.bits {
            nodes[node][bit] = Branch::Place(number);
        } else if let Branch::Node(next) = nodes[node][bit] {
            node = next;
        } else {
            nodes.push([Branch::Nothing; 2]);
            let next = nodes.len() - 1;
            nodes[node][bit] = Branch::Node(next);
            node = next;
        }
    }
}

fn metadata(file: &mut Vec<u8>, nodes: usize) {
    map(file, 9);
    for (name, value) in [
        ("binary_format_major_version", 2),
        ("binary_format_minor_version", 0),
        ("ip_version", 4),
        ("record_size", 24),
    ] {
        text(file, name);
        file.extend_from_slice(&[5 << 5 | 1, value]);
    }
    text(file, "node_count");
    file.push(6 << 5 | 4);
    file.extend_from_slice(&u32::try_from(nodes).unwrap().to_be_bytes());
    text(file, "build_epoch");
    file.extend_from_slice(&[1, 2, 1]);
    text(file, "database_type");
    text(file, "Test-City");
    text(file, "languages");
    file.extend_from_slice(&[1, 4]);
    text(file, "en");
    text(file, "description");
    map(file, 0);
}

fn named(data: &mut Vec<u8>, names: &[(&str, &str)]) {
    map(data, 1);
    text(data, "names");
    map(data, names.len());
    for (language, name) in names {
        text(data, language);
        text(data, name);
    }
}

fn map(data: &mut Vec<u8>, pairs: usize) {
    data.push(7 << 5 | u8::try_from(pairs).unwrap());
}

fn text(data: &mut Vec<u8>, text: &str) {
    assert!(text.len() < 29, "longer ones have their length elsewhere");
    data.push(2 << 5 | u8::try_from(text.len()).unwrap());
    data.extend_from_slice(text.as_bytes());
}
