# What scenarios and people can say inside the lab; sourced by lab.sh and its shells.

# on NODE COMMAND: a shell command on that host or router.
on() {
  local node=$1
  shift
  nsenter --net="/run/netns/$node" bash -euc '. "$LAB_TOOLS"; eval "$1"' on "$*"
}

# serve ...: starts a server of ours and returns when it is ready; see lab_peer with no arguments.
serve() { "$SYNSCOPE_PEER" "$@"; }

# serve_companion [OPTION...]: our own program, asked by others; returns when it is ready.
serve_companion() {
  mkfifo "$LAB/companion"
  exec 8<>"$LAB/companion"
  setsid "$SYNSCOPE_CLI" companion serve "$@" --json </dev/null >&8 2>/dev/null &
  read -r _ <&8
}

# serve_throughput [OPTION...]: our own throughput server; returns when it is ready.
serve_throughput() {
  mkfifo "$LAB/throughput"
  exec 7<>"$LAB/throughput"
  setsid "$SYNSCOPE_CLI" throughput -s "$@" </dev/null >&7 2>/dev/null &
  while read -r line <&7; do [[ $line != Server\ listening* ]] || return 0; done
}

# serve_tls PORT good|expired|self-signed|other-name: an OpenSSL server that speaks HTTP; returns when it is ready.
# The client trusts the lab's own authority and nobody else.
serve_tls() {
  local family
  [ -e "$LAB/ca.crt" ] || makeAuthority
  makeCertificate "$2" "$LAB/$2.crt"
  for family in 4 6; do
    mkfifo "$LAB/tls-$1-$family"
    exec 9<>"$LAB/tls-$1-$family"
    setsid openssl s_server -$family -accept "$1" -cert "$LAB/$2.crt" -key "$LAB/lab.key" -www </dev/null >&9 2>/dev/null &
    untilLine ACCEPT <&9
  done
}

untilLine() {
  local line
  while read -r line; do [ "$line" != "$1" ] || return 0; done
}

makeAuthority() {
  openssl ecparam -name prime256v1 -genkey -noout -out "$LAB/lab.key"
  openssl req -x509 -new -key "$LAB/lab.key" -subj "/CN=lab authority" -days 30 -out "$LAB/ca.crt"
  mount -t tmpfs certs /etc/ssl/certs
  cp "$LAB/ca.crt" /etc/ssl/certs/lab.pem
  openssl rehash /etc/ssl/certs
}

makeCertificate() {
  local kind=$1 out=$2 name=server.lab days=30
  case $kind in
    expired) days=-1 ;;
    other-name) name=somebody-else.lab ;;
  esac
  openssl req -new -key "$LAB/lab.key" -subj "/CN=$name" -addext "subjectAltName=DNS:$name" -out "$out.csr"
  if [ "$kind" = self-signed ]; then
    openssl x509 -req -in "$out.csr" -signkey "$LAB/lab.key" -days "$days" -copy_extensions copy -out "$out" 2>/dev/null
  else
    openssl x509 -req -in "$out.csr" -CA "$LAB/ca.crt" -CAkey "$LAB/lab.key" -CAcreateserial -days "$days" \
      -copy_extensions copy -out "$out" 2>/dev/null
  fi
}
