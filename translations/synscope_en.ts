<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>CertificateWords</name>
    <message>
        <source>%1, %2 bit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>itself (self-signed)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Issued to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Holds for the names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Issued by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Valid from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Serial number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SHA-256 fingerprint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cipher suite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name asked for (SNI)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ExplainEvent</name>
    <message>
        <source>Way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After the event before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the way for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How we know</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ExplainRow</name>
    <message>
        <source>Host</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error of the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SYN sent again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not reported by this system</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Explanation</name>
    <message>
        <source>not reported by this system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Destination</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gateway</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none, on the same link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interface</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MTU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Took</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last device that answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hop %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arrives with TTL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cipher</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Application protocol</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificate of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Issued by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TLS library says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bytes received</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They begin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Segment size (MSS)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Small data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Full-size data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Segments of 536 bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not tried</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>acknowledged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not acknowledged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error of the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SYN sent again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Round-trip time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Path MTU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Selective ACK, timestamps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FactWords</name>
    <message>
        <source>yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>after %1 s idle, every %2 s, %3 probes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pauses from %1 s to %2 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Own end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Received</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Peers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 now, %2 in all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turned away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dropped by the kernel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not reported by this system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 in, %2 out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, datagrams: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, reads or writes: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Could not be sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused by ICMP errors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lost by the relay, as set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Doubled by the relay, as set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reordered by the relay, as set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lost by the relay: too much under way</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FieldWords</name>
    <message>
        <source>Host, address or URL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Port to listen on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it does</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File to send</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forward to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name to ask for (SNI)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificate (PEM)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Private key (PEM)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Listen on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Own address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Own port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interface</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Join multicast group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Multicast TTL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allow broadcast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect time-out (s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect again by itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First pause (s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest pause (s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most clients at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send small data at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User time-out (s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keepalive probes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After idle (s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Between probes (s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Probes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send buffer (bytes)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Receive buffer (bytes)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delay (ms)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jitter (ms)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rate limit (bytes/s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stall after (bytes)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stall for (ms)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Half-close after (bytes)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset after (bytes)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lose (%)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate (%)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reorder (%)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed of chance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>empty: only receive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>example.net, 192.0.2.7:22, https://…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0: any free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>443 or https</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>example.net:80</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the host</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>empty: self-signed, made now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all addresses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>any free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the system&apos;s choice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the system&apos;s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>for ever</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encrypts; the certificate is shown and explained.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off: the connection goes on with a certificate that does not hold; it is still explained.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TCP_NODELAY: Nagle&apos;s algorithm off. Small pieces do not wait for the acknowledgement of the one before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TCP_USER_TIMEOUT: how long sent data may stay unacknowledged before the connection is given up (RFC 5482).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asks a silent peer whether it is still there; without answers the connection is given up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>FIN ends our half and lets the peer finish; RST throws away what was not read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After a failure, with pauses that double.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same seed gives the same losses.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An address of this machine.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>Go to a page (1 to 3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop what runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy what is selected, or the result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the report or the table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a host and a port and press Diagnose. SynScope tries to connect, looks at each layer and at the way there, and says what is wrong, who did it, and what to do next. It needs no administrator rights.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PathPicture</name>
    <message>
        <source>This computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hop %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 probes answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>port %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PictureFile</name>
    <message>
        <source>This picture is too large for PNG. Save it as SVG.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as a picture</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecordingFiles</name>
    <message>
        <source>Save the recording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SynScope recording, can be opened again (*.synscope)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Web page with pictures (*.html)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a recording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recordings (*.synscope *.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SessionWords</name>
    <message>
        <source>TCP client</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TCP server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connects to a port somebody listens on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Listens on a port; many can connect to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sends and receives datagrams, with no connection.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Talk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Echo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Character generator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Daytime</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows what comes in; you answer by hand or by rules.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sends everything back as it came (RFC 862).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reads everything and answers nothing (RFC 863).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sends lines of characters for as long as they are read (RFC 864).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tells the date and time, then closes (RFC 867).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sends a file to everybody who connects, then closes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Relays to another host, on request with delay, loss or a cut in between.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clients see who is there and ask to be joined; both ways are relayed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>FIN: orderly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>FIN, and go on reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RST: at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>contains</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>equals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>regular expression</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hex pattern</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SocketCells</name>
    <message>
        <source>+ new, ~ changed, − gone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TCP or UDP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State of the connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Local</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address and port of this machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remote</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address and port of the peer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Process</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Program that holds the socket</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Owner of the socket</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Timer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the connection waits for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recv-Q</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bytes the program has not read; of a listener: connections it has not accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send-Q</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bytes the peer has not acknowledged; of a listener: its limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RTT</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smoothed round-trip time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cwnd</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Congestion window: segments that may be under way at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retr.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Segments sent again since the connection began</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>resend</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>keepalive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ends</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>probe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>timer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>new</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gone</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SocketFacts</name>
    <message>
        <source>%1 ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not reported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Process</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bound to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not read yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not acknowledged yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>timestamps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>window scale %1/%2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Round-trip time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its variation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shortest round trip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retransmission time-out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Congestion window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>segments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Segments under way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Segment size (MSS)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Path MTU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Peer&apos;s window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Our window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Received</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last received</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agreed in the handshake</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StateWords</name>
    <message numerus="yes">
        <source>Listening · %n connection(s)</source>
        <translation>
            <numerusform>Listening · %n connection</numerusform>
            <numerusform>Listening · %n connections</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Open · %n peer(s)</source>
        <translation>
            <numerusform>Open · %n peer</numerusform>
            <numerusform>Open · %n peers</numerusform>
        </translation>
    </message>
    <message>
        <source>Connecting …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trying again after %1 (no. %2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No connection to %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, from %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>synscope::CertificateView</name>
    <message>
        <source>Certificate of the other side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Issuer no. %1 in the chain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No TLS handshake yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Once two sides have agreed on TLS, this shows how, and the certificate with everything that stands in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agreed on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Our certificate</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>synscope::Composer</name>
    <message numerus="yes">
        <source>to %n selected</source>
        <translation>
            <numerusform>to %n selected</numerusform>
            <numerusform>to %n selected</numerusform>
        </translation>
    </message>
    <message>
        <source>Send a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repeat every</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ms, times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause between repeats in ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>until stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter sends</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shift+Enter then makes a new line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put this message on the list of saved messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send a file …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to all (%1)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>synscope::ConnectionModel</name>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ↔ %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 datagrams in, %2 out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 reads, %2 writes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 wait to be sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>joined with no. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Peer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RTT</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>synscope::ConnectionTableView</name>
    <message>
        <source>Forget this peer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close (FIN)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Half-close: FIN, and go on reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset (RST)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Peers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connections</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>synscope::DetailsView</name>
    <message>
        <source>So far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Listener</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its queues are not reported by this system.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>synscope::DiagnosePage</name>
    <message>
        <source>A service that works</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A port nobody listens on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A service on another address only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A service that is overloaded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TLS to a service without it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TLS that is never answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Demonstration on this machine: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Options, and what will be sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try it here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try another</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Targets built into this program: they need no network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why can&apos;t I connect?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a host and a port above and press Diagnose. SynScope tries to connect, looks at every layer and at the way there, and says what is wrong, who did it, and what to do next.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>synscope::EvidenceModel</name>
    <message>
        <source>Check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What came back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>synscope::EvidenceView</name>
    <message>
        <source>Evidence</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>synscope::ExplanationPanel</name>
    <message>
        <source>Technical side</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>synscope::LadderLegend</name>
    <message>
        <source>system call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>timer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Legend</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>synscope::LadderView</name>
    <message>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distances follow time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the sending and receiving of data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Legend</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller (Ctrl+wheel)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Larger (Ctrl+wheel)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fit into the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as a picture (SVG or PNG) …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ladder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused · %1 new</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 data events hidden</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 data events left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an event to have it explained.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause (space): what happens is kept and shown afterwards</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>synscope::LayerRow</name>
    <message>
        <source>It stops here</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>synscope::LifeView</name>
    <message>
        <source>Explanation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The life of a connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a connection to see its handshake, its states and its end, step by step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>States</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy everything as text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save recording …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To open it again, or as a web page, Markdown or JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>synscope::ListenerHealthBar</name>
    <message>
        <source>not reported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept queue: %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Half-open: %1 · All listeners since you look: turned away %2, SYN cookies %3</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>synscope::LogBar</name>
    <message>
        <source>Search in what was sent and received</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hex</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expression</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the search is: text, hexadecimal (?? is any byte), or a regular expression</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both directions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Received</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Direction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text and hex</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How payloads are shown. In text ⇤ is CR, ↵ LF, ⇥ a tab, ⎋ ESC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time of day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Since the start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encoding of text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Match upper and lower case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous match (Shift+F3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next match (F3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only matches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide records without a match</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the newest record in sight (Ctrl+End)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON Lines…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pcapng (headers synthesized)…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>synscope::LogExporter</name>
    <message numerus="yes">
        <source>%n record(s) saved as %1</source>
        <translation>
            <numerusform>%n record saved as %1</numerusform>
            <numerusform>%n records saved as %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopped; nothing was written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>synscope::LogLines</name>
    <message>
        <source>Log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Peer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hex</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>synscope::LogView</name>
    <message numerus="yes">
        <source>%n record(s) copied</source>
        <translation>
            <numerusform>%n record copied</numerusform>
            <numerusform>%n records copied</numerusform>
        </translation>
    </message>
    <message>
        <source>not hexadecimal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not an expression</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Records: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Records: %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left out, because the disk could not keep up: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bytes at the end of the file that cannot be read: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is too much to copy. Export it instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has passed yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything that is sent and received appears here as it happens, in text or hexadecimal. It is kept in a file, so that nothing is lost, and can be searched and exported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as hex</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>synscope::MainWindow</name>
    <message>
        <source>Diagnose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sockets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>synscope::MessageEditor</name>
    <message>
        <source>Text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text with escapes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hex</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line ending</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checksum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a message; Ctrl+Enter sends it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>synscope::NewSessionView</name>
    <message>
        <source>Fill in the form with this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect, listen, talk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open TCP clients, TCP servers and UDP peers side by side, send text or bytes through them, and watch what the connections go through.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open an echo server and connect to it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A real connection on this machine: it needs no network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opened before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a recording …</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>synscope::NextStepsView</name>
    <message>
        <source>Nothing has to be done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comes with the answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy this step</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>synscope::NumbersView</name>
    <message>
        <source>The system has not reported any numbers of this connection.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection is over: the last numbers that the system gave.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The kernel&apos;s numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not reported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not reported by this system</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>synscope::OptionsPanel</name>
    <message>
        <source>Trace the way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finds the hop where packets for this port are stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other ports of the host</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tells a silent host from a blocked port.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An address that must not answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unmasks a proxy that answers for everybody.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Second attempt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tells a full accept queue from a firewall.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First byte</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waits for, or asks for, the first byte of the service.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Full-size data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finds a path that loses large packets (MTU black hole).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a target to see the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>IPv4 and IPv6</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What will be sent, at most</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>synscope::PathView</name>
    <message>
        <source>Copy the path</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>synscope::PortsPage</name>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about %1 left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the whole table as CSV</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the whole table as JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which ports answer?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type hosts and ports above and press Scan. Each port is tried once and again where it is silent; the table says which are open, closed, rejected or silent, and why. Scan only what you may scan.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>synscope::RecordDetail</name>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n byte</numerusform>
            <numerusform>%n bytes</numerusform>
        </translation>
    </message>
    <message>
        <source>Record %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>received from %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sent to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>connection %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the first %1 bytes are shown, an export holds all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payload as text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payload as a hex dump</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing in it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>synscope::RecordingView</name>
    <message>
        <source>Connections of the recording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 older connections are not in this recording.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>saved %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>synscope::ReportActions</name>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Web page (HTML) …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Markdown …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide addresses and names</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>synscope::ResultView</name>
    <message>
        <source>The way there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer by layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What to do next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>synscope::RulesEditor</name>
    <message>
        <source>Rule %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer by these rules</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first rule that matches answers. Answers know \n, \xHH and {time} {date} {count} {peer} {length} {data}, and {1} to {9} for the groups of an expression. In a hex pattern ?? is any byte.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a rule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask this rule earlier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask this rule later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove this rule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rules of automatic answers</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>synscope::RulesModel</name>
    <message>
        <source>When a message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>answer</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>synscope::SavedMessagesModel</name>
    <message>
        <source>escapes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hex</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait before (ms)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>synscope::SavedMessagesPanel</name>
    <message>
        <source>Message %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep a message first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send this message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put this message into the send box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove this message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rounds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>until stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Between rounds (ms)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Double-click a text or a delay to change it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Messages to send again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a message in &quot;Talk&quot; and press &quot;Keep&quot;: it stands here from then on, to be sent alone, or with the others in sequence and with pauses.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>synscope::ScanForm</name>
    <message>
        <source>Hosts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>IPv4 and IPv6</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>localhost, 192.0.2.7 …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>22, 80, 8000-8100, https, all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scan</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>synscope::ScanModel</name>
    <message>
        <source>%1, from %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Host</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>synscope::SessionForm</name>
    <message>
        <source>IPv4 and IPv6</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Listen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Multicast and broadcast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keepalive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Buffers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the relay does to the data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More options</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>synscope::SessionHeader</name>
    <message>
        <source>%1 → %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RTT %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 sent again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Diagnose this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close (FIN)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Half-close: FIN, and go on reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset (RST)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How this connection is ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ends the connections chosen below</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>synscope::SessionList</name>
    <message>
        <source>New session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+N</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close this session (Ctrl+W)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>synscope::SessionView</name>
    <message>
        <source>Talk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automatic answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Life</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TLS</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>synscope::SettingsPage</name>
    <message>
        <source>Appearance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time limits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reports and history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each step of a diagnosis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each attempt of a scan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved reports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide addresses and names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earlier targets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With both, every explanation is shown in English and in Chinese.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changes at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What has not answered by then counts as silent. Far or slow hosts need more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Silent ports wait this long, and are tried again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Labels such as host-1 and router-1 stand in their place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They are kept on this machine only, for the target field.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>synscope::SocketFilterBar</name>
    <message>
        <source>Address, port or process</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a port to see who holds it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TCP and UDP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Listeners</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show only sockets that wait for others</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fold TIME_WAIT</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One row for all finished connections between the same two addresses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>every %1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often the table is read</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>synscope::SocketsPage</name>
    <message>
        <source>Sockets: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rows shown: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read in %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the explanation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show only “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the rows shown as CSV</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the rows shown as JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sockets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No socket matches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The filter above hides every socket of this system.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sockets of this system cannot be listed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which sockets are open?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every TCP and UDP socket of this system with its state, queues, timers and the program that holds it. The table is being read.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>synscope::StateChips</name>
    <message>
        <source>Show or hide: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>synscope::StateDiagramView</name>
    <message>
        <source>Saved: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Diagram of states</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say at every arrow what causes it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as a picture (SVG or PNG) …</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>synscope::StateFilter</name>
    <message>
        <source>Show or hide: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>synscope::TargetBar</name>
    <message>
        <source>Host, address or URL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>example.net, 192.0.2.7:22, https://…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>443 or https</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earlier targets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Diagnose</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>synscope::VerdictBanner</name>
    <message>
        <source>Stopped before anything could be said about %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking at %1 …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each check starts as soon as those before it have answered, several at once. The answer comes when it is sure; what is found until then is shown below.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped. What was found until then is below.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 checks done · %3 · at most %4 more for this step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Now: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hop %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>after hop %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confidence: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>synscope::WorkbenchPage</name>
    <message>
        <source>Recording</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
