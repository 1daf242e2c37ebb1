#!/bin/sh
# Fills fuzz/corpus with the files that the tests' script makes, as a start for every target.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$here/../tests/fixtures/signature/make.sh" "$work"
mkdir -p "$here/corpus/reader" "$here/corpus/cms" "$here/corpus/pdf" "$here/corpus/trust_list"
cp "$work"/files/* "$here/corpus/cms/"
cp "$work"/other-crl/*.ocsp "$here/corpus/reader/"
for certificate in "$work"/pki/*.pem; do
    openssl x509 -in "$certificate" -outform DER -out "$here/corpus/reader/$(basename "$certificate" .pem).der"
done
openssl crl -in "$work/crl/ca.pem" -outform DER -out "$here/corpus/reader/ca.crl"
cp "$work/document.pdf" "$here/corpus/pdf/"
cp "$work/trustlist.json" "$here/corpus/trust_list/"
printf '<TrustServiceStatusList xmlns="http://uri.etsi.org/02231/v2#"><Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/></TrustServiceStatusList>' \
    > "$here/corpus/trust_list/list.xml"
mkdir -p "$here/corpus/form_data"
printf '%s\n%s' '_action=add:superfici.vani&superfici.vani.0._id=r1&superfici.vani.0.nome=A&superfici.vani.0.superficie=1.234,5&lavori.tipo=altro&lavori.dal=31/01/2026&_present=dichiarazioni.conformita' \
    '{"lavori":{"tipo":"ampliamento"},"superfici":{"vani":[{"_id":"r1","uso":"negozio"}]}}' \
    > "$here/corpus/form_data/page"
