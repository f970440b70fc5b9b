#!/usr/bin/env bash
# Self-signed certificates into a folder: cert.pem for localhost and 127.0.0.1, other-cert.pem for another name, old-cert.pem that
# expired long ago; keys beside them.
# usage: make_certificates.sh FOLDER
set -euo pipefail
cd "$1"
make() {  # make PREFIX NAMES
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=test \
    -keyout "$1key.pem" -out "$1cert.pem" -addext "subjectAltName=$2" 2>/dev/null
}
make "" DNS:localhost,IP:127.0.0.1
make other- DNS:other.example
# `openssl req` of OpenSSL 3.0 cannot choose the first and last day; `openssl ca` can.
openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=localhost -keyout old-key.pem -out old.csr 2>/dev/null
printf '[ca]\ndefault_ca=d\n[d]\ndatabase=index\nserial=serial\nnew_certs_dir=.\ndefault_md=sha256\npolicy=p\nx509_extensions=x\n[p]\ncommonName=supplied\n[x]\nsubjectAltName=DNS:localhost\n' >ca.cnf
: >index
echo 01 >serial
openssl ca -batch -config ca.cnf -selfsign -keyfile old-key.pem -in old.csr -out old-cert.pem -notext \
  -startdate 20200101000000Z -enddate 20200102000000Z >/dev/null 2>&1
