//! The report in plain text, for a terminal or a printed page.

use super::{Check, Outcome, Report, Signature, Timestamp, Verdict};
use std::fmt::{self, Write};

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", heading(self.verdict))?;
        writeln!(f, "{}", self.summary)?;
        if let Some(sub) = self.sub_indication {
            writeln!(f, "Codice: {} / {sub}", self.verdict.code())?;
        }
        writeln!(f, "Formato: {}", self.format)?;
        writeln!(f, "Giudicato al: {}", self.judged_at.format("%d/%m/%Y %H:%M:%S UTC"))?;
        if let Some(content) = &self.content {
            writeln!(
                f,
                "Contenuto: {}, {} byte, SHA-256 {}",
                content.media_type, content.bytes, content.sha256
            )?;
        }
        write_checks(f, &self.checks, 0)?;
        for (index, signature) in self.signatures.iter().enumerate() {
            write_signature(f, signature, &format!("Firma {}", index + 1), 0)?;
        }
        for entry in &self.parties {
            let state = if entry.signed { "ha firmato" } else { "manca la firma" };
            writeln!(f, "{} ({}): {state}", entry.party.name, entry.party.role)?;
        }
        Ok(())
    }
}

fn heading(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::TotalPassed => "FIRMA VALIDA",
        Verdict::Indeterminate => "FIRMA DA VERIFICARE",
        Verdict::TotalFailed => "FIRMA NON VALIDA",
        Verdict::Rejected => "FILE NON ACCETTATO",
    }
}

fn write_signature(
    f: &mut fmt::Formatter<'_>,
    signature: &Signature,
    title: &str,
    depth: usize,
) -> fmt::Result {
    let indent = "  ".repeat(depth);
    let mut line = format!("\n{indent}{title}: {}", heading(signature.verdict).to_lowercase());
    if let Some(sub) = signature.sub_indication {
        write!(line, " ({sub})")?;
    }
    writeln!(f, "{line}")?;
    if let Some(signer) = &signature.signer {
        let code = signer.fiscal_code.as_deref().unwrap_or("codice fiscale non presente");
        writeln!(f, "{indent}  Firmatario: {} ({code})", signer.name)?;
        writeln!(f, "{indent}  Certificato di: {}", signer.certificate.issuer)?;
        let (from, to) = (signer.certificate.not_before, signer.certificate.not_after);
        writeln!(
            f,
            "{indent}  Valido dal {} al {}",
            from.format("%d/%m/%Y"),
            to.format("%d/%m/%Y")
        )?;
    }
    if let Some(time) = signature.signing_time {
        writeln!(f, "{indent}  Data dichiarata: {}", time.format("%d/%m/%Y %H:%M:%S UTC"))?;
    }
    if let Some(time) = signature.best_time {
        writeln!(f, "{indent}  Data provata: {}", time.format("%d/%m/%Y %H:%M:%S UTC"))?;
    }
    writeln!(
        f,
        "{indent}  Livello: {}; qualificazione: {}",
        signature.level, signature.qualification
    )?;
    write_checks(f, &signature.checks, depth + 1)?;
    for timestamp in &signature.timestamps {
        write_timestamp(f, timestamp, depth + 1)?;
    }
    for (index, counter) in signature.countersignatures.iter().enumerate() {
        write_signature(f, counter, &format!("Controfirma {}", index + 1), depth + 1)?;
    }
    Ok(())
}

fn write_timestamp(f: &mut fmt::Formatter<'_>, timestamp: &Timestamp, depth: usize) -> fmt::Result {
    let indent = "  ".repeat(depth);
    let time = timestamp
        .time
        .map(|time| time.format("%d/%m/%Y %H:%M:%S UTC").to_string())
        .unwrap_or_default();
    let authority = timestamp.authority.as_deref().unwrap_or("autorità sconosciuta");
    writeln!(f, "{indent}Marca temporale di {authority}: {time}")?;
    write_checks(f, &timestamp.checks, depth + 1)
}

fn write_checks(f: &mut fmt::Formatter<'_>, checks: &[Check], depth: usize) -> fmt::Result {
    for check in checks {
        let mark = match check.result {
            Outcome::Passed => "[ok]",
            Outcome::Warned => "[!]",
            Outcome::Failed => "[NO]",
            Outcome::NotDone => "[-]",
        };
        writeln!(f, "{}{mark} {}", "  ".repeat(depth), check.message)?;
        if let Some(detail) = &check.detail {
            writeln!(f, "{}     {detail}", "  ".repeat(depth))?;
        }
    }
    Ok(())
}
