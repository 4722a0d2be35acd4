//! A certificate authority of a test, and its certificate for this machine.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use openssl::asn1::{Asn1Integer, Asn1Time};
use openssl::bn::BigNum;
use openssl::ec::{EcGroup, EcKey};
use openssl::hash::MessageDigest;
use openssl::nid::Nid;
use openssl::pkey::{PKey, Private};
use openssl::x509::extension::{BasicConstraints, KeyUsage, SubjectAlternativeName};
use openssl::x509::{X509, X509Builder, X509Name, X509NameBuilder};
use rustls::ServerConfig;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use tempfile::TempDir;

/// A server's TLS, and the authority that vouches for it.
pub struct Certificate {
    /// What a TLS server needs.
    pub server: Arc<ServerConfig>,
    folder: TempDir,
}

impl std::fmt::Debug for Certificate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Certificate")
    }
}

impl Certificate {
    /// For `localhost`.
    pub fn for_localhost() -> Self {
        Self::for_host("localhost")
    }

    /// For that host and no other.
    pub fn for_host(host: &str) -> Self {
        crate::install_crypto_provider();
        let authority_key = new_key();
        let authority_name = name("test authority");
        let mut builder = new_certificate(&authority_name, &authority_name, &authority_key);
        builder
            .append_extension(BasicConstraints::new().critical().ca().build().unwrap())
            .unwrap();
        builder
            .append_extension(KeyUsage::new().critical().key_cert_sign().build().unwrap())
            .unwrap();
        builder
            .sign(&authority_key, MessageDigest::sha256())
            .unwrap();
        let authority = builder.build();

        let key = new_key();
        let mut builder = new_certificate(&name(host), &authority_name, &key);
        let names = SubjectAlternativeName::new()
            .dns(host)
            .build(&builder.x509v3_context(Some(&authority), None))
            .unwrap();
        builder.append_extension(names).unwrap();
        builder
            .sign(&authority_key, MessageDigest::sha256())
            .unwrap();
        let certificate = builder.build();

        let folder = TempDir::with_prefix("vestibule-ca.").unwrap();
        fs::write(folder.path().join("ca.pem"), authority.to_pem().unwrap()).unwrap();
        let chain = vec![CertificateDer::from(certificate.to_der().unwrap())];
        let key = PrivatePkcs8KeyDer::from(key.private_key_to_pkcs8().unwrap());
        let server = ServerConfig::builder()
            .with_no_client_auth()
            .with_single_cert(chain, PrivateKeyDer::Pkcs8(key))
            .unwrap();
        Self {
            server: Arc::new(server),
            folder,
        }
    }

    /// The PEM file of the authority.
    pub fn authority_file(&self) -> PathBuf {
        self.folder.path().join("ca.pem")
    }
}

fn new_key() -> PKey<Private> {
    let group = EcGroup::from_curve_name(Nid::X9_62_PRIME256V1).unwrap();
    PKey::from_ec_key(EcKey::generate(&group).unwrap()).unwrap()
}

fn name(common: &str) -> X509Name {
    let mut name = X509NameBuilder::new().unwrap();
    name.append_entry_by_nid(Nid::COMMONNAME, common).unwrap();
    name.build()
}

fn new_certificate(subject: &X509Name, issuer: &X509Name, key: &PKey<Private>) -> X509Builder {
    let mut builder = X509::builder().unwrap();
    builder.set_version(2).unwrap();
    let serial = BigNum::from_u32(1).unwrap();
    builder
        .set_serial_number(&Asn1Integer::from_bn(&serial).unwrap())
        .unwrap();
    builder.set_subject_name(subject).unwrap();
    builder.set_issuer_name(issuer).unwrap();
    builder
        .set_not_before(&Asn1Time::days_from_now(0).unwrap())
        .unwrap();
    builder
        .set_not_after(&Asn1Time::days_from_now(2).unwrap())
        .unwrap();
    builder.set_pubkey(key).unwrap();
    builder
}
