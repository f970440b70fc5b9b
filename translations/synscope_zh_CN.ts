<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>CertificateWords</name>
    <message>
        <source>%1, %2 bit</source>
        <translation>%1，%2 位</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>itself (self-signed)</source>
        <translation>自身（自签名）</translation>
    </message>
    <message>
        <source>Issued to</source>
        <translation>签发给</translation>
    </message>
    <message>
        <source>Holds for the names</source>
        <translation>适用的名称</translation>
    </message>
    <message>
        <source>Issued by</source>
        <translation>签发者</translation>
    </message>
    <message>
        <source>Valid from</source>
        <translation>生效时间</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>到期时间</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>签名</translation>
    </message>
    <message>
        <source>Serial number</source>
        <translation>序列号</translation>
    </message>
    <message>
        <source>SHA-256 fingerprint</source>
        <translation>SHA-256 指纹</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Cipher suite</source>
        <translation>密码套件</translation>
    </message>
    <message>
        <source>Name asked for (SNI)</source>
        <translation>请求的名称（SNI）</translation>
    </message>
</context>
<context>
    <name>ExplainEvent</name>
    <message>
        <source>Way</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>After the event before</source>
        <translation>距上一事件</translation>
    </message>
    <message>
        <source>On the way for</source>
        <translation>途中用时</translation>
    </message>
    <message>
        <source>How we know</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>Known to within</source>
        <translation>误差范围</translation>
    </message>
</context>
<context>
    <name>ExplainRow</name>
    <message>
        <source>Host</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Sent by</source>
        <translation>发送者</translation>
    </message>
    <message>
        <source>Error of the system</source>
        <translation>系统错误</translation>
    </message>
    <message>
        <source>SYN sent again</source>
        <translation>SYN 重传次数</translation>
    </message>
    <message>
        <source>not reported by this system</source>
        <translation>本系统未提供</translation>
    </message>
</context>
<context>
    <name>Explanation</name>
    <message>
        <source>Destination</source>
        <translation>目的地址</translation>
    </message>
    <message>
        <source>Source address</source>
        <translation>源地址</translation>
    </message>
    <message>
        <source>Gateway</source>
        <translation>网关</translation>
    </message>
    <message>
        <source>Interface</source>
        <translation>网络接口</translation>
    </message>
    <message>
        <source>MTU</source>
        <translation>MTU</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Sent from</source>
        <translation>发送自</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>Last device that answered</source>
        <translation>最后应答的设备</translation>
    </message>
    <message>
        <source>Arrives with TTL</source>
        <translation>到达时的 TTL</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Cipher</source>
        <translation>加密套件</translation>
    </message>
    <message>
        <source>Application protocol</source>
        <translation>应用层协议</translation>
    </message>
    <message>
        <source>Certificate of</source>
        <translation>证书主体</translation>
    </message>
    <message>
        <source>Issued by</source>
        <translation>颁发者</translation>
    </message>
    <message>
        <source>TLS library says</source>
        <translation>TLS 库的说明</translation>
    </message>
    <message>
        <source>Bytes received</source>
        <translation>收到的字节数</translation>
    </message>
    <message>
        <source>They begin</source>
        <translation>开头内容</translation>
    </message>
    <message>
        <source>Segment size (MSS)</source>
        <translation>报文段大小（MSS）</translation>
    </message>
    <message>
        <source>Small data</source>
        <translation>小数据</translation>
    </message>
    <message>
        <source>Full-size data</source>
        <translation>满尺寸数据</translation>
    </message>
    <message>
        <source>Segments of 536 bytes</source>
        <translation>536 字节的报文段</translation>
    </message>
    <message>
        <source>Sent again</source>
        <translation>重传次数</translation>
    </message>
    <message>
        <source>Error of the system</source>
        <translation>系统错误</translation>
    </message>
    <message>
        <source>Sent by</source>
        <translation>发送者</translation>
    </message>
    <message>
        <source>SYN sent again</source>
        <translation>SYN 重传次数</translation>
    </message>
    <message>
        <source>Round-trip time</source>
        <translation>往返时间</translation>
    </message>
    <message>
        <source>Path MTU</source>
        <translation>路径 MTU</translation>
    </message>
    <message>
        <source>Selective ACK, timestamps</source>
        <translation>选择性确认、时间戳</translation>
    </message>
    <message>
        <source>not reported by this system</source>
        <translation>本系统未提供</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>none, on the same link</source>
        <translation>无，在同一链路上</translation>
    </message>
    <message>
        <source>hop %1</source>
        <translation>第 %1 跳</translation>
    </message>
    <message>
        <source>not tried</source>
        <translation>未尝试</translation>
    </message>
    <message>
        <source>acknowledged</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>not acknowledged</source>
        <translation>未确认</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
</context>
<context>
    <name>FactWords</name>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>after %1 s idle, every %2 s, %3 probes</source>
        <translation>空闲 %1 秒后开始，每 %2 秒一次，共 %3 次</translation>
    </message>
    <message>
        <source>pauses from %1 s to %2 s</source>
        <translation>间隔从 %1 秒到 %2 秒</translation>
    </message>
    <message>
        <source>Own end</source>
        <translation>本端</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>已接收</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>已发送</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>速率</translation>
    </message>
    <message>
        <source>Peers</source>
        <translation>对端</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>%1 now, %2 in all</source>
        <translation>当前 %1 个，累计 %2 个</translation>
    </message>
    <message>
        <source>Turned away</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>Dropped by the kernel</source>
        <translation>内核丢弃</translation>
    </message>
    <message>
        <source>Could not be sent</source>
        <translation>未能发送</translation>
    </message>
    <message>
        <source>Refused by ICMP errors</source>
        <translation>被 ICMP 差错退回</translation>
    </message>
    <message>
        <source>Lost by the relay, as set</source>
        <translation>中继按设置丢弃</translation>
    </message>
    <message>
        <source>Doubled by the relay, as set</source>
        <translation>中继按设置重复</translation>
    </message>
    <message>
        <source>Reordered by the relay, as set</source>
        <translation>中继按设置乱序</translation>
    </message>
    <message>
        <source>Lost by the relay: too much under way</source>
        <translation>中继丢弃：在途数据过多</translation>
    </message>
    <message>
        <source>not reported by this system</source>
        <translation>本系统不提供</translation>
    </message>
    <message>
        <source>%1 in, %2 out</source>
        <translation>接收 %1，发送 %2</translation>
    </message>
    <message>
        <source>%1, datagrams: %2</source>
        <translation>%1，数据报 %2 个</translation>
    </message>
    <message>
        <source>%1, reads or writes: %2</source>
        <translation>%1，读写 %2 次</translation>
    </message>
</context>
<context>
    <name>FieldWords</name>
    <message>
        <source>Host, address or URL</source>
        <translation>主机、地址或网址</translation>
    </message>
    <message>
        <source>Port to listen on</source>
        <translation>监听端口</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>作用</translation>
    </message>
    <message>
        <source>File to send</source>
        <translation>要发送的文件</translation>
    </message>
    <message>
        <source>Forward to</source>
        <translation>转发到</translation>
    </message>
    <message>
        <source>Name to ask for (SNI)</source>
        <translation>请求的名称（SNI）</translation>
    </message>
    <message>
        <source>Check the certificate</source>
        <translation>检查证书</translation>
    </message>
    <message>
        <source>Certificate (PEM)</source>
        <translation>证书（PEM）</translation>
    </message>
    <message>
        <source>Private key (PEM)</source>
        <translation>私钥（PEM）</translation>
    </message>
    <message>
        <source>Listen on</source>
        <translation>监听地址</translation>
    </message>
    <message>
        <source>Own address</source>
        <translation>本端地址</translation>
    </message>
    <message>
        <source>Own port</source>
        <translation>本端端口</translation>
    </message>
    <message>
        <source>Interface</source>
        <translation>网络接口</translation>
    </message>
    <message>
        <source>Join multicast group</source>
        <translation>加入多播组</translation>
    </message>
    <message>
        <source>Multicast TTL</source>
        <translation>多播 TTL</translation>
    </message>
    <message>
        <source>Allow broadcast</source>
        <translation>允许广播</translation>
    </message>
    <message>
        <source>Connect time-out (s)</source>
        <translation>连接超时（秒）</translation>
    </message>
    <message>
        <source>Connect again by itself</source>
        <translation>自动重连</translation>
    </message>
    <message>
        <source>First pause (s)</source>
        <translation>首次间隔（秒）</translation>
    </message>
    <message>
        <source>Longest pause (s)</source>
        <translation>最长间隔（秒）</translation>
    </message>
    <message>
        <source>Close with</source>
        <translation>关闭方式</translation>
    </message>
    <message>
        <source>Most clients at once</source>
        <translation>最多同时连接数</translation>
    </message>
    <message>
        <source>Send small data at once</source>
        <translation>小数据立即发送</translation>
    </message>
    <message>
        <source>User time-out (s)</source>
        <translation>用户超时（秒）</translation>
    </message>
    <message>
        <source>Keepalive probes</source>
        <translation>保活探测</translation>
    </message>
    <message>
        <source>After idle (s)</source>
        <translation>空闲多久后（秒）</translation>
    </message>
    <message>
        <source>Between probes (s)</source>
        <translation>探测间隔（秒）</translation>
    </message>
    <message>
        <source>Probes</source>
        <translation>探测次数</translation>
    </message>
    <message>
        <source>Send buffer (bytes)</source>
        <translation>发送缓冲区（字节）</translation>
    </message>
    <message>
        <source>Receive buffer (bytes)</source>
        <translation>接收缓冲区（字节）</translation>
    </message>
    <message>
        <source>Delay (ms)</source>
        <translation>延迟（毫秒）</translation>
    </message>
    <message>
        <source>Jitter (ms)</source>
        <translation>抖动（毫秒）</translation>
    </message>
    <message>
        <source>Rate limit (bytes/s)</source>
        <translation>限速（字节/秒）</translation>
    </message>
    <message>
        <source>Stall after (bytes)</source>
        <translation>停滞前放行（字节）</translation>
    </message>
    <message>
        <source>Stall for (ms)</source>
        <translation>停滞时长（毫秒）</translation>
    </message>
    <message>
        <source>Half-close after (bytes)</source>
        <translation>半关闭前放行（字节）</translation>
    </message>
    <message>
        <source>Reset after (bytes)</source>
        <translation>复位前放行（字节）</translation>
    </message>
    <message>
        <source>Lose (%)</source>
        <translation>丢失（%）</translation>
    </message>
    <message>
        <source>Duplicate (%)</source>
        <translation>重复（%）</translation>
    </message>
    <message>
        <source>Reorder (%)</source>
        <translation>乱序（%）</translation>
    </message>
    <message>
        <source>Seed of chance</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>empty: only receive</source>
        <translation>留空则只接收</translation>
    </message>
    <message>
        <source>example.net, 192.0.2.7:22, https://…</source>
        <translation>example.net、192.0.2.7:22、https://…</translation>
    </message>
    <message>
        <source>0: any free</source>
        <translation>0 表示任意空闲端口</translation>
    </message>
    <message>
        <source>443 or https</source>
        <translation>443 或 https</translation>
    </message>
    <message>
        <source>example.net:80</source>
        <translation>example.net:80</translation>
    </message>
    <message>
        <source>the host</source>
        <translation>与主机相同</translation>
    </message>
    <message>
        <source>empty: self-signed, made now</source>
        <translation>留空则生成自签名证书</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>all addresses</source>
        <translation>所有地址</translation>
    </message>
    <message>
        <source>any free</source>
        <translation>任意空闲端口</translation>
    </message>
    <message>
        <source>the system&apos;s choice</source>
        <translation>由系统选择</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>the system&apos;s</source>
        <translation>系统默认</translation>
    </message>
    <message>
        <source>for ever</source>
        <translation>一直停滞</translation>
    </message>
    <message>
        <source>Encrypts; the certificate is shown and explained.</source>
        <translation>加密传输；会显示并解释证书。</translation>
    </message>
    <message>
        <source>Off: the connection goes on with a certificate that does not hold; it is still explained.</source>
        <translation>关闭后，证书无效也继续连接，但仍会解释证书的问题。</translation>
    </message>
    <message>
        <source>TCP_NODELAY: Nagle&apos;s algorithm off. Small pieces do not wait for the acknowledgement of the one before.</source>
        <translation>TCP_NODELAY：关闭 Nagle 算法，小块数据不必等待前一块得到确认。</translation>
    </message>
    <message>
        <source>TCP_USER_TIMEOUT: how long sent data may stay unacknowledged before the connection is given up (RFC 5482).</source>
        <translation>TCP_USER_TIMEOUT：已发送的数据多久得不到确认就放弃连接（RFC 5482）。</translation>
    </message>
    <message>
        <source>Asks a silent peer whether it is still there; without answers the connection is given up.</source>
        <translation>对方长时间没有动静时询问其是否还在；得不到应答则放弃连接。</translation>
    </message>
    <message>
        <source>FIN ends our half and lets the peer finish; RST throws away what was not read.</source>
        <translation>FIN 结束本方的发送，让对方发完；RST 丢弃尚未读取的数据。</translation>
    </message>
    <message>
        <source>After a failure, with pauses that double.</source>
        <translation>失败后重连，间隔逐次加倍。</translation>
    </message>
    <message>
        <source>The same seed gives the same losses.</source>
        <translation>相同的种子产生相同的丢失。</translation>
    </message>
    <message>
        <source>An address of this machine.</source>
        <translation>本机的一个地址。</translation>
    </message>
    <message>
        <source>IP version</source>
        <translation>IP 版本</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>Type a target</source>
        <translation>输入目标</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Stop what runs</source>
        <translation>停止正在进行的操作</translation>
    </message>
    <message>
        <source>Copy what is selected, or the result</source>
        <translation>复制所选内容或结果</translation>
    </message>
    <message>
        <source>Save the report or the table</source>
        <translation>保存报告或表格</translation>
    </message>
    <message>
        <source>This help</source>
        <translation>显示本帮助</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Type a host and a port and press Diagnose. SynScope tries to connect, looks at each layer and at the way there, and says what is wrong, who did it, and what to do next. It needs no administrator rights.</source>
        <translation>输入主机和端口，然后点击“诊断”。SynScope 会尝试连接，检查每一层和沿途路径，告诉您问题出在哪里、是哪台设备造成的，以及接下来该怎么做。无需管理员权限。</translation>
    </message>
    <message>
        <source>Go to a page (1 to 7)</source>
        <translation>转到页面（1 到 7）</translation>
    </message>
</context>
<context>
    <name>LatencyWords</name>
    <message>
        <source>Targets</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>What is timed</source>
        <translation>计时内容</translation>
    </message>
    <message>
        <source>Every (s)</source>
        <translation>间隔（秒）</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>请求数</translation>
    </message>
    <message>
        <source>Lost after (s)</source>
        <translation>超时（秒）</translation>
    </message>
    <message>
        <source>Every address of a name</source>
        <translation>域名的所有地址</translation>
    </message>
    <message>
        <source>Check the certificate</source>
        <translation>验证证书</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>路径</translation>
    </message>
    <message>
        <source>Compare with a kept connection</source>
        <translation>与保持的连接比较</translation>
    </message>
    <message>
        <source>Own address</source>
        <translation>本机地址</translation>
    </message>
    <message>
        <source>example.net:443, 192.0.2.7:22, https://…</source>
        <translation>example.net:443, 192.0.2.7:22, https://…</translation>
    </message>
    <message>
        <source>until stopped</source>
        <translation>直到停止</translation>
    </message>
    <message>
        <source>the system&apos;s choice</source>
        <translation>由系统选择</translation>
    </message>
    <message>
        <source>Several are measured side by side: separate them with commas or spaces, or paste a list.</source>
        <translation>可同时测量多个目标：用逗号或空格分隔，也可粘贴列表。</translation>
    </message>
    <message>
        <source>Between the starts of two requests: 0.001 to 3600 seconds.</source>
        <translation>相邻两个请求开始时间的间隔：0.001 至 3600 秒。</translation>
    </message>
    <message>
        <source>What has not answered by then counts as lost.</source>
        <translation>到时仍无应答即视为丢失。</translation>
    </message>
    <message>
        <source>Measures all addresses a name resolves to side by side, not only the first.</source>
        <translation>同时测量域名解析出的所有地址，而不只是第一个。</translation>
    </message>
    <message>
        <source>Requests on one connection that stays open, beside those on new ones.</source>
        <translation>除新建连接外，同时在一条保持打开的连接上发请求。</translation>
    </message>
    <message>
        <source>A certificate that does not hold counts as a failure.</source>
        <translation>证书无效视为失败。</translation>
    </message>
    <message>
        <source>TCP connect</source>
        <translation>TCP 连接</translation>
    </message>
    <message>
        <source>TCP and TLS</source>
        <translation>TCP 与 TLS</translation>
    </message>
    <message>
        <source>HTTP request</source>
        <translation>HTTP 请求</translation>
    </message>
    <message>
        <source>First byte of the server</source>
        <translation>服务器首字节</translation>
    </message>
    <message>
        <source>UDP echo</source>
        <translation>UDP 回显</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>First byte</source>
        <translation>首字节</translation>
    </message>
    <message>
        <source>Echo</source>
        <translation>回显</translation>
    </message>
    <message>
        <source>Kept connection</source>
        <translation>保持的连接</translation>
    </message>
    <message>
        <source>%1 every %2</source>
        <translation>%1，每 %2 一次</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 等另外 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>IP version</source>
        <translation>IP 版本</translation>
    </message>
</context>
<context>
    <name>PathPicture</name>
    <message>
        <source>This computer</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>无应答</translation>
    </message>
    <message>
        <source>hop %1</source>
        <translation>第 %1 跳</translation>
    </message>
    <message>
        <source>%1 of %2 probes answered</source>
        <translation>%2 个探测中有 %1 个得到应答</translation>
    </message>
    <message>
        <source>port %1</source>
        <translation>端口 %1</translation>
    </message>
</context>
<context>
    <name>PictureFile</name>
    <message>
        <source>This picture is too large for PNG. Save it as SVG.</source>
        <translation>图片太大，无法存为 PNG，请存为 SVG。</translation>
    </message>
    <message>
        <source>Save as a picture</source>
        <translation>保存为图片</translation>
    </message>
</context>
<context>
    <name>RecordingFiles</name>
    <message>
        <source>Save the recording</source>
        <translation>保存记录</translation>
    </message>
    <message>
        <source>SynScope recording, can be opened again (*.synscope)</source>
        <translation>SynScope 记录，可再次打开 (*.synscope)</translation>
    </message>
    <message>
        <source>Web page with pictures (*.html)</source>
        <translation>带图的网页 (*.html)</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>已保存：%1</translation>
    </message>
    <message>
        <source>Open a recording</source>
        <translation>打开记录</translation>
    </message>
    <message>
        <source>Recordings (*.synscope *.json)</source>
        <translation>记录文件 (*.synscope *.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>ReportTextWords</name>
    <message>
        <source>at most %1</source>
        <translation>最大 %1</translation>
    </message>
    <message>
        <source>samples: %1</source>
        <translation>样本数：%1</translation>
    </message>
    <message>
        <source>The server wrote:</source>
        <translation>服务器输出：</translation>
    </message>
    <message>
        <source>Without load</source>
        <translation>空闲时</translation>
    </message>
    <message>
        <source>While sending</source>
        <translation>发送时</translation>
    </message>
    <message>
        <source>While receiving</source>
        <translation>接收时</translation>
    </message>
    <message>
        <source>inferred: the least that TCP saw while data flowed</source>
        <translation>推断：传输数据期间 TCP 见到的最小值</translation>
    </message>
    <message numerus="yes">
        <source>%n handshake(s) of the test&apos;s own connections</source>
        <translation>
            <numerusform>测试自身连接的 %n 次握手</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n acknowledgement(s) on its control connection</source>
        <translation>
            <numerusform>控制连接上的 %n 次确认</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n delayed acknowledgement(s) left out</source>
        <translation>
            <numerusform>略去 %n 次延迟确认</numerusform>
        </translation>
    </message>
    <message>
        <source>While sending and receiving</source>
        <translation>同时收发时</translation>
    </message>
    <message>
        <source>nothing added</source>
        <translation>没有增加</translation>
    </message>
    <message>
        <source>%1 added</source>
        <translation>增加 %1</translation>
    </message>
    <message>
        <source>grade %1</source>
        <translation>评级 %1</translation>
    </message>
    <message>
        <source>%1 round trips per minute</source>
        <translation>每分钟 %1 次往返</translation>
    </message>
    <message>
        <source>without an answer: %1</source>
        <translation>无应答：%1</translation>
    </message>
</context>
<context>
    <name>SessionWords</name>
    <message>
        <source>TCP client</source>
        <translation>TCP 客户端</translation>
    </message>
    <message>
        <source>TCP server</source>
        <translation>TCP 服务器</translation>
    </message>
    <message>
        <source>Connects to a port somebody listens on.</source>
        <translation>连接到正在监听的端口。</translation>
    </message>
    <message>
        <source>Listens on a port; many can connect to it.</source>
        <translation>监听一个端口，可接受多个连接。</translation>
    </message>
    <message>
        <source>Sends and receives datagrams, with no connection.</source>
        <translation>收发数据报，无需建立连接。</translation>
    </message>
    <message>
        <source>Talk</source>
        <translation>收发</translation>
    </message>
    <message>
        <source>Echo</source>
        <translation>回显</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>Character generator</source>
        <translation>字符发生器</translation>
    </message>
    <message>
        <source>Daytime</source>
        <translation>日期时间</translation>
    </message>
    <message>
        <source>Send a file</source>
        <translation>发送文件</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>转发</translation>
    </message>
    <message>
        <source>Pair</source>
        <translation>配对</translation>
    </message>
    <message>
        <source>Shows what comes in; you answer by hand or by rules.</source>
        <translation>显示收到的内容，由您手动或按规则应答。</translation>
    </message>
    <message>
        <source>Sends everything back as it came (RFC 862).</source>
        <translation>把收到的内容原样发回（RFC 862）。</translation>
    </message>
    <message>
        <source>Reads everything and answers nothing (RFC 863).</source>
        <translation>读取所有内容，不作应答（RFC 863）。</translation>
    </message>
    <message>
        <source>Sends lines of characters for as long as they are read (RFC 864).</source>
        <translation>持续发送字符行，直到对方不再读取（RFC 864）。</translation>
    </message>
    <message>
        <source>Tells the date and time, then closes (RFC 867).</source>
        <translation>告知日期和时间，然后关闭（RFC 867）。</translation>
    </message>
    <message>
        <source>Sends a file to everybody who connects, then closes.</source>
        <translation>向每个连入者发送文件，然后关闭。</translation>
    </message>
    <message>
        <source>Relays to another host, on request with delay, loss or a cut in between.</source>
        <translation>中继到另一台主机，可按需在中间加入延迟、丢失或中断。</translation>
    </message>
    <message>
        <source>Clients see who is there and ask to be joined; both ways are relayed.</source>
        <translation>客户端可以看到谁在线并请求配对，双向数据由服务器中继。</translation>
    </message>
    <message>
        <source>FIN: orderly</source>
        <translation>FIN：正常关闭</translation>
    </message>
    <message>
        <source>FIN, and go on reading</source>
        <translation>FIN，但继续接收</translation>
    </message>
    <message>
        <source>RST: at once</source>
        <translation>RST：立即中断</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>contains</source>
        <translation>包含</translation>
    </message>
    <message>
        <source>equals</source>
        <translation>等于</translation>
    </message>
    <message>
        <source>regular expression</source>
        <translation>匹配正则表达式</translation>
    </message>
    <message>
        <source>hex pattern</source>
        <translation>匹配十六进制模式</translation>
    </message>
</context>
<context>
    <name>SocketCells</name>
    <message>
        <source>+ new, ~ changed, − gone</source>
        <translation>+ 新增，~ 变化，− 消失</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>TCP or UDP</source>
        <translation>TCP 或 UDP</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>State of the connection</source>
        <translation>连接的状态</translation>
    </message>
    <message>
        <source>Local</source>
        <translation>本端</translation>
    </message>
    <message>
        <source>Address and port of this machine</source>
        <translation>本机的地址和端口</translation>
    </message>
    <message>
        <source>Remote</source>
        <translation>对端</translation>
    </message>
    <message>
        <source>Address and port of the peer</source>
        <translation>对端的地址和端口</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>进程</translation>
    </message>
    <message>
        <source>Program that holds the socket</source>
        <translation>持有套接字的程序</translation>
    </message>
    <message>
        <source>Recv-Q</source>
        <translation>Recv-Q</translation>
    </message>
    <message>
        <source>Bytes the program has not read; of a listener: connections it has not accepted</source>
        <translation>程序尚未读取的字节；对监听者是尚未接受的连接数</translation>
    </message>
    <message>
        <source>Send-Q</source>
        <translation>Send-Q</translation>
    </message>
    <message>
        <source>Bytes the peer has not acknowledged; of a listener: its limit</source>
        <translation>对端尚未确认的字节；对监听者是队列上限</translation>
    </message>
    <message>
        <source>Timer</source>
        <translation>计时器</translation>
    </message>
    <message>
        <source>What the connection waits for</source>
        <translation>连接正在等待什么</translation>
    </message>
    <message>
        <source>RTT</source>
        <translation>RTT</translation>
    </message>
    <message>
        <source>Smoothed round-trip time</source>
        <translation>平滑后的往返时间</translation>
    </message>
    <message>
        <source>cwnd</source>
        <translation>cwnd</translation>
    </message>
    <message>
        <source>Congestion window: segments that may be under way at once</source>
        <translation>拥塞窗口：可同时在途的报文段数</translation>
    </message>
    <message>
        <source>Retr.</source>
        <translation>重传</translation>
    </message>
    <message>
        <source>Segments sent again since the connection began</source>
        <translation>连接建立以来重传的报文段数</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Owner of the socket</source>
        <translation>套接字的所有者</translation>
    </message>
    <message>
        <source>resend</source>
        <translation>重传</translation>
    </message>
    <message>
        <source>keepalive</source>
        <translation>保活</translation>
    </message>
    <message>
        <source>ends</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>probe</source>
        <translation>探测</translation>
    </message>
    <message>
        <source>timer</source>
        <translation>计时</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>gone</source>
        <translation>消失</translation>
    </message>
</context>
<context>
    <name>SocketFacts</name>
    <message>
        <source>not reported</source>
        <translation>系统未报告</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>进程</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Bound to</source>
        <translation>绑定接口</translation>
    </message>
    <message>
        <source>Not read yet</source>
        <translation>尚未读取</translation>
    </message>
    <message>
        <source>Not acknowledged yet</source>
        <translation>尚未确认</translation>
    </message>
    <message>
        <source>timestamps</source>
        <translation>时间戳</translation>
    </message>
    <message>
        <source>window scale %1/%2</source>
        <translation>窗口扩大 %1/%2</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Round-trip time</source>
        <translation>往返时间</translation>
    </message>
    <message>
        <source>Its variation</source>
        <translation>往返时间偏差</translation>
    </message>
    <message>
        <source>Shortest round trip</source>
        <translation>最短往返时间</translation>
    </message>
    <message>
        <source>Retransmission time-out</source>
        <translation>重传超时</translation>
    </message>
    <message>
        <source>Congestion window</source>
        <translation>拥塞窗口</translation>
    </message>
    <message>
        <source>segments</source>
        <translation>个报文段</translation>
    </message>
    <message>
        <source>Segments under way</source>
        <translation>在途报文段</translation>
    </message>
    <message>
        <source>Sent again</source>
        <translation>重传次数</translation>
    </message>
    <message>
        <source>Segment size (MSS)</source>
        <translation>报文段大小（MSS）</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>Path MTU</source>
        <translation>路径 MTU</translation>
    </message>
    <message>
        <source>Peer&apos;s window</source>
        <translation>对端窗口</translation>
    </message>
    <message>
        <source>Our window</source>
        <translation>本端窗口</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>已发送</translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>已接收</translation>
    </message>
    <message>
        <source>Last sent</source>
        <translation>上次发送</translation>
    </message>
    <message>
        <source>Last received</source>
        <translation>上次接收</translation>
    </message>
    <message>
        <source>Agreed in the handshake</source>
        <translation>握手协商</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>%1 前</translation>
    </message>
</context>
<context>
    <name>StateWords</name>
    <message>
        <source>Connecting …</source>
        <translation>正在连接……</translation>
    </message>
    <message>
        <source>Opening …</source>
        <translation>正在打开……</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>Trying again after %1 (no. %2)</source>
        <translation>%1 后重试（第 %2 次）</translation>
    </message>
    <message numerus="yes">
        <source>Listening · %n connection(s)</source>
        <translation>
            <numerusform>监听中 · %n 个连接</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Open · %n peer(s)</source>
        <translation>
            <numerusform>已打开 · %n 个对端</numerusform>
        </translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>已连接</translation>
    </message>
    <message>
        <source>No connection to %1: %2</source>
        <translation>无法连接到 %1：%2</translation>
    </message>
    <message>
        <source>%1, from %2</source>
        <translation>%1，来自 %2</translation>
    </message>
</context>
<context>
    <name>ThroughputAnswerWords</name>
    <message>
        <source>Seen</source>
        <translation>观测值</translation>
    </message>
    <message>
        <source>To do</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>Beside it</source>
        <translation>同时存在</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>把握</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>what was sent</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>what was received</source>
        <translation>接收</translation>
    </message>
</context>
<context>
    <name>ThroughputPlots</name>
    <message>
        <source>Each stream sent</source>
        <translation>各条流发送</translation>
    </message>
    <message>
        <source>Each stream received</source>
        <translation>各条流接收</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>接收</translation>
    </message>
    <message>
        <source>Sent again</source>
        <translation>重传</translation>
    </message>
    <message>
        <source>Rate · latency beside it</source>
        <translation>速率 · 同时的时延</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>速率</translation>
    </message>
    <message>
        <source>Latency without load</source>
        <translation>无负载时延</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>时延</translation>
    </message>
    <message>
        <source>Jitter · loss</source>
        <translation>抖动 · 丢失</translation>
    </message>
    <message>
        <source>Jitter</source>
        <translation>抖动</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>丢失</translation>
    </message>
    <message>
        <source>Lost in the network</source>
        <translation>网络中丢失</translation>
    </message>
    <message>
        <source>Lost here, buffer full</source>
        <translation>本机缓冲区满而丢失</translation>
    </message>
    <message>
        <source>Out of order</source>
        <translation>乱序</translation>
    </message>
    <message>
        <source>RTT · congestion window</source>
        <translation>RTT · 拥塞窗口</translation>
    </message>
    <message>
        <source>Congestion window</source>
        <translation>拥塞窗口</translation>
    </message>
    <message>
        <source>RTT</source>
        <translation>RTT</translation>
    </message>
    <message>
        <source>CPU, of one core</source>
        <translation>CPU（按单核计）</translation>
    </message>
    <message>
        <source>CPU there, on average</source>
        <translation>对端 CPU，平均</translation>
    </message>
    <message>
        <source>CPU here</source>
        <translation>本机 CPU</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>无应答</translation>
    </message>
    <message>
        <source>The sender&apos;s window and what it sends again are not reported to this end.</source>
        <translation>发送端的窗口和重传不会告知本端。</translation>
    </message>
    <message>
        <source>RTT, estimated here</source>
        <translation>RTT，本端估计</translation>
    </message>
</context>
<context>
    <name>ThroughputWords</name>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>协议</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>Streams</source>
        <translation>流数</translation>
    </message>
    <message>
        <source>Time (s)</source>
        <translation>时间（秒）</translation>
    </message>
    <message>
        <source>Latency under load</source>
        <translation>负载下的时延</translation>
    </message>
    <message>
        <source>Bytes instead of time</source>
        <translation>数据量（代替时间）</translation>
    </message>
    <message>
        <source>Rate per stream (bit/s)</source>
        <translation>每条流的速率（bit/s）</translation>
    </message>
    <message>
        <source>Leave out first (s)</source>
        <translation>忽略开头（秒）</translation>
    </message>
    <message>
        <source>Report every (s)</source>
        <translation>报告间隔（秒）</translation>
    </message>
    <message>
        <source>Block length (bytes)</source>
        <translation>块长度（字节）</translation>
    </message>
    <message>
        <source>Socket buffers (bytes)</source>
        <translation>套接字缓冲区（字节）</translation>
    </message>
    <message>
        <source>Segment size (MSS)</source>
        <translation>报文段大小（MSS）</translation>
    </message>
    <message>
        <source>Congestion control</source>
        <translation>拥塞控制</translation>
    </message>
    <message>
        <source>Pacing (bit/s)</source>
        <translation>Pacing 速率（bit/s）</translation>
    </message>
    <message>
        <source>TOS byte</source>
        <translation>TOS 字节</translation>
    </message>
    <message>
        <source>Wait for a busy server (s)</source>
        <translation>等待繁忙的服务器（秒）</translation>
    </message>
    <message>
        <source>Own address</source>
        <translation>本机地址</translation>
    </message>
    <message>
        <source>Send small data at once</source>
        <translation>小数据立即发送</translation>
    </message>
    <message>
        <source>Fetch the server&apos;s output</source>
        <translation>取回服务器的输出</translation>
    </message>
    <message>
        <source>64-bit counters</source>
        <translation>64 位计数器</translation>
    </message>
    <message>
        <source>speed.example.net, 192.0.2.7:5201</source>
        <translation>speed.example.net, 192.0.2.7:5201</translation>
    </message>
    <message>
        <source>until stopped</source>
        <translation>直到停止</translation>
    </message>
    <message>
        <source>500M, 2G</source>
        <translation>500M, 2G</translation>
    </message>
    <message>
        <source>as fast as it goes</source>
        <translation>尽可能快</translation>
    </message>
    <message>
        <source>not at all</source>
        <translation>不等待</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>the best for the way</source>
        <translation>按线路取最佳</translation>
    </message>
    <message>
        <source>the system&apos;s choice</source>
        <translation>由系统选择</translation>
    </message>
    <message>
        <source>Any iperf3 server, or another SynScope that is the server. Port 5201 unless given.</source>
        <translation>任意 iperf3 服务器，或正在作为服务器的另一台 SynScope。未指定端口时为 5201。</translation>
    </message>
    <message>
        <source>Times connections before and during the test: how much slower everything else becomes.</source>
        <translation>在测试前和测试中对连接计时，看其他操作会慢多少。</translation>
    </message>
    <message>
        <source>1 to 128 connections at once in each direction</source>
        <translation>每个方向同时 1 至 128 条连接</translation>
    </message>
    <message>
        <source>K, M, G and T are powers of 1024</source>
        <translation>K、M、G、T 为 1024 的幂</translation>
    </message>
    <message>
        <source>K, M, G and T are powers of 1000; 0: as fast as it goes</source>
        <translation>K、M、G、T 为 1000 的幂；0 表示尽可能快</translation>
    </message>
    <message>
        <source>The first seconds, in which TCP finds its speed, do not count</source>
        <translation>TCP 提速的最初几秒不计入</translation>
    </message>
    <message>
        <source>0 to 255: DSCP × 4 + ECN</source>
        <translation>0 至 255：DSCP × 4 + ECN</translation>
    </message>
    <message>
        <source>SO_MAX_PACING_RATE: the system spreads what is sent</source>
        <translation>SO_MAX_PACING_RATE：由系统把发送分散开</translation>
    </message>
    <message>
        <source>To the server</source>
        <translation>发往服务器</translation>
    </message>
    <message>
        <source>From the server</source>
        <translation>从服务器接收</translation>
    </message>
    <message>
        <source>Both at once</source>
        <translation>双向同时</translation>
    </message>
    <message>
        <source>Looking up the name …</source>
        <translation>正在解析域名…</translation>
    </message>
    <message>
        <source>Connecting …</source>
        <translation>正在连接…</translation>
    </message>
    <message>
        <source>Measuring the latency without load …</source>
        <translation>正在测量空闲时延…</translation>
    </message>
    <message>
        <source>Opening the streams …</source>
        <translation>正在打开各条流…</translation>
    </message>
    <message>
        <source>Warming up; this does not count …</source>
        <translation>预热中，不计入结果…</translation>
    </message>
    <message>
        <source>Measuring</source>
        <translation>测量中</translation>
    </message>
    <message>
        <source>Exchanging the results …</source>
        <translation>正在交换结果…</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>counting begins</source>
        <translation>开始计数</translation>
    </message>
    <message>
        <source>sent again</source>
        <translation>重传</translation>
    </message>
    <message>
        <source>stalls</source>
        <translation>停顿</translation>
    </message>
    <message>
        <source>stream %1 ended</source>
        <translation>流 %1 结束</translation>
    </message>
    <message>
        <source>CPU at its limit</source>
        <translation>CPU 达到上限</translation>
    </message>
    <message>
        <source>end</source>
        <translation>结束</translation>
    </message>
    <message numerus="yes">
        <source>%n stream(s)</source>
        <translation>
            <numerusform>%n 条流</numerusform>
        </translation>
    </message>
    <message>
        <source>at most %1 each</source>
        <translation>每条至多 %1</translation>
    </message>
    <message>
        <source>IP version</source>
        <translation>IP 版本</translation>
    </message>
    <message>
        <source>To the server, then back</source>
        <translation>先发往服务器，再从服务器接收</translation>
    </message>
    <message>
        <source>receiving</source>
        <translation>接收</translation>
    </message>
    <message>
        <source>User name, where the server asks for it</source>
        <translation>用户名（服务器要求登录时）</translation>
    </message>
    <message>
        <source>Password (never saved)</source>
        <translation>密码（从不保存）</translation>
    </message>
    <message>
        <source>File with the server&apos;s public key</source>
        <translation>服务器公钥文件</translation>
    </message>
    <message>
        <source>no login</source>
        <translation>不登录</translation>
    </message>
    <message>
        <source>For an iperf3 server with authentication; sent encrypted with its public key</source>
        <translation>用于启用了身份验证的 iperf3 服务器；用其公钥加密后发送</translation>
    </message>
    <message>
        <source>PEM; whoever runs the server hands it out</source>
        <translation>PEM 格式，由服务器的管理者提供</translation>
    </message>
    <message>
        <source>Waiting for the server …</source>
        <translation>正在等待服务器…</translation>
    </message>
</context>
<context>
    <name>synscope::BothEndsView</name>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Check from both ends</source>
        <translation>从两端检查</translation>
    </message>
    <message>
        <source>This end tries port %1 while the other end watches. It takes a few seconds.</source>
        <translation>本端尝试 %1 端口，对端同时观察，需要几秒钟。</translation>
    </message>
    <message>
        <source>Its port</source>
        <translation>对端端口</translation>
    </message>
    <message>
        <source>Is SynScope on %1 too? Let it answer there (in its settings, or with the command companion serve), and this end tries again while the other end watches: then it is known which way is broken.</source>
        <translation>%1 上也有 SynScope 吗？请在那里允许询问（在它的设置页，或运行 companion serve 命令），然后本端再试一次、对端同时观察，就能知道是哪个方向不通。</translation>
    </message>
</context>
<context>
    <name>synscope::CertificateView</name>
    <message>
        <source>Certificate of the other side</source>
        <translation>对方的证书</translation>
    </message>
    <message>
        <source>Issuer no. %1 in the chain</source>
        <translation>证书链中第 %1 级签发者</translation>
    </message>
    <message>
        <source>No TLS handshake yet</source>
        <translation>尚未进行 TLS 握手</translation>
    </message>
    <message>
        <source>Once two sides have agreed on TLS, this shows how, and the certificate with everything that stands in it.</source>
        <translation>双方协商好 TLS 之后，这里显示协商结果，以及证书和其中的全部内容。</translation>
    </message>
    <message>
        <source>Agreed on</source>
        <translation>协商结果</translation>
    </message>
    <message>
        <source>Our certificate</source>
        <translation>我方证书</translation>
    </message>
</context>
<context>
    <name>synscope::Composer</name>
    <message>
        <source>Send a file</source>
        <translation>发送文件</translation>
    </message>
    <message>
        <source>Repeat every</source>
        <translation>重复发送，间隔</translation>
    </message>
    <message>
        <source>ms, times</source>
        <translation>毫秒，次数</translation>
    </message>
    <message>
        <source>Pause between repeats in ms</source>
        <translation>重复间隔（毫秒）</translation>
    </message>
    <message>
        <source>How many times</source>
        <translation>重复次数</translation>
    </message>
    <message>
        <source>until stopped</source>
        <translation>直到停止</translation>
    </message>
    <message>
        <source>Enter sends</source>
        <translation>按 Enter 发送</translation>
    </message>
    <message>
        <source>Shift+Enter then makes a new line.</source>
        <translation>此时按 Shift+Enter 换行。</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>收藏</translation>
    </message>
    <message>
        <source>Put this message on the list of saved messages</source>
        <translation>把这条消息加入收藏列表</translation>
    </message>
    <message>
        <source>Send a file …</source>
        <translation>发送文件……</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>%1 sent</source>
        <translation>已发送 %1 条</translation>
    </message>
    <message numerus="yes">
        <source>to %n selected</source>
        <translation>
            <numerusform>发给选中的 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>to all (%1)</source>
        <translation>发给全部（%1）</translation>
    </message>
</context>
<context>
    <name>synscope::ConnectionModel</name>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 小时</translation>
    </message>
    <message>
        <source>%1 ↔ %2</source>
        <translation>%1 ↔ %2</translation>
    </message>
    <message>
        <source>%1 datagrams in, %2 out</source>
        <translation>收到 %1 个数据报，发出 %2 个</translation>
    </message>
    <message>
        <source>%1 reads, %2 writes</source>
        <translation>读取 %1 次，写入 %2 次</translation>
    </message>
    <message>
        <source>%1 wait to be sent</source>
        <translation>%1 待发送</translation>
    </message>
    <message>
        <source>joined with no. %1</source>
        <translation>与 %1 号配对</translation>
    </message>
    <message>
        <source>Peer</source>
        <translation>对端</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>In</source>
        <translation>接收</translation>
    </message>
    <message>
        <source>Out</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>速率</translation>
    </message>
    <message>
        <source>RTT</source>
        <translation>往返时间</translation>
    </message>
    <message>
        <source>Sent again</source>
        <translation>重传</translation>
    </message>
    <message>
        <source>For</source>
        <translation>时长</translation>
    </message>
</context>
<context>
    <name>synscope::ConnectionTableView</name>
    <message>
        <source>Forget this peer</source>
        <translation>移除该对端</translation>
    </message>
    <message>
        <source>Close (FIN)</source>
        <translation>关闭（FIN）</translation>
    </message>
    <message>
        <source>Half-close: FIN, and go on reading</source>
        <translation>半关闭：发送 FIN，但继续接收</translation>
    </message>
    <message>
        <source>Reset (RST)</source>
        <translation>复位（RST）</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Peers</source>
        <translation>对端</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>连接</translation>
    </message>
</context>
<context>
    <name>synscope::DetailsView</name>
    <message>
        <source>So far</source>
        <translation>目前为止</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Listener</source>
        <translation>监听</translation>
    </message>
    <message>
        <source>Its queues are not reported by this system.</source>
        <translation>本系统不报告它的队列。</translation>
    </message>
</context>
<context>
    <name>synscope::DiagnosePage</name>
    <message>
        <source>A service that works</source>
        <translation>正常的服务</translation>
    </message>
    <message>
        <source>A port nobody listens on</source>
        <translation>无人监听的端口</translation>
    </message>
    <message>
        <source>A service on another address only</source>
        <translation>只监听另一地址的服务</translation>
    </message>
    <message>
        <source>A service that is overloaded</source>
        <translation>不堪重负的服务</translation>
    </message>
    <message>
        <source>TLS to a service without it</source>
        <translation>对不支持 TLS 的服务使用 TLS</translation>
    </message>
    <message>
        <source>TLS that is never answered</source>
        <translation>始终无应答的 TLS</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>已保存为 %1</translation>
    </message>
    <message>
        <source>Options, and what will be sent</source>
        <translation>选项与将要发送的内容</translation>
    </message>
    <message>
        <source>Try it here</source>
        <translation>就地体验</translation>
    </message>
    <message>
        <source>Targets built into this program: they need no network.</source>
        <translation>程序内置的目标，无需联网。</translation>
    </message>
    <message>
        <source>Why can&apos;t I connect?</source>
        <translation>为什么连不上？</translation>
    </message>
    <message>
        <source>Type a host and a port above and press Diagnose. SynScope tries to connect, looks at every layer and at the way there, and says what is wrong, who did it, and what to do next.</source>
        <translation>在上方输入主机和端口，然后点击“诊断”。SynScope 会尝试连接，检查每一层和沿途路径，告诉您问题出在哪里、是哪台设备造成的，以及接下来该怎么做。</translation>
    </message>
    <message>
        <source>Demonstration on this machine: %1</source>
        <translation>本机演示：%1</translation>
    </message>
    <message>
        <source>Try another</source>
        <translation>换一个</translation>
    </message>
</context>
<context>
    <name>synscope::EvidenceModel</name>
    <message>
        <source>Check</source>
        <translation>检查项</translation>
    </message>
    <message>
        <source>What came back</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>At</source>
        <translation>时刻</translation>
    </message>
</context>
<context>
    <name>synscope::EvidenceView</name>
    <message>
        <source>Evidence</source>
        <translation>证据</translation>
    </message>
</context>
<context>
    <name>synscope::ExplanationPanel</name>
    <message>
        <source>Technical side</source>
        <translation>技术细节</translation>
    </message>
</context>
<context>
    <name>synscope::HistoryModel</name>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>How it went</source>
        <translation>结果</translation>
    </message>
</context>
<context>
    <name>synscope::HistoryView</name>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Earlier runs</source>
        <translation>历史记录</translation>
    </message>
    <message>
        <source>Nothing here yet. Every run is kept on this machine when it ends, to be opened again and compared.</source>
        <translation>这里还没有内容。每次测量结束后都会保存在本机，可以重新打开和比较。</translation>
    </message>
    <message>
        <source>Choose several with Ctrl or Shift to compare them</source>
        <translation>按住 Ctrl 或 Shift 选择多项即可比较</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Summing up what was recorded before the program ended …</source>
        <translation>正在汇总程序退出前记录的数据 …</translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>正在读取 …</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>以后再说</translation>
    </message>
    <message>
        <source>How far it is</source>
        <translation>进度</translation>
    </message>
</context>
<context>
    <name>synscope::IdleView</name>
    <message>
        <source>At most %1 left</source>
        <translation>最多还需 %1</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Leave connections idle</source>
        <translation>让连接闲置</translation>
    </message>
    <message>
        <source>Sessions hang after a pause? This opens several connections, leaves each alone for a while, and then asks whether it is still there. No data is sent.</source>
        <translation>停顿之后会话卡死？这里会建立几条连接，各自闲置一段时间，再探测它是否还在。不发送任何数据。</translation>
    </message>
    <message>
        <source>Up to</source>
        <translation>最长</translation>
    </message>
</context>
<context>
    <name>synscope::IntervalModel</name>
    <message>
        <source>%1 (left out)</source>
        <translation>%1（忽略）</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>received</source>
        <translation>接收</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Stream</source>
        <translation>流</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>速率</translation>
    </message>
    <message>
        <source>Sent again</source>
        <translation>重传</translation>
    </message>
    <message>
        <source>RTT</source>
        <translation>RTT</translation>
    </message>
    <message>
        <source>cwnd</source>
        <translation>拥塞窗口</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>丢失</translation>
    </message>
    <message>
        <source>Jitter</source>
        <translation>抖动</translation>
    </message>
    <message>
        <source>CPU here</source>
        <translation>本机 CPU</translation>
    </message>
</context>
<context>
    <name>synscope::LadderLegend</name>
    <message>
        <source>system call</source>
        <translation>系统调用</translation>
    </message>
    <message>
        <source>timer</source>
        <translation>计时器</translation>
    </message>
    <message>
        <source>data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Legend</source>
        <translation>图例</translation>
    </message>
</context>
<context>
    <name>synscope::LadderView</name>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Distances follow time</source>
        <translation>间距按时间比例</translation>
    </message>
    <message>
        <source>Show the sending and receiving of data</source>
        <translation>显示数据收发</translation>
    </message>
    <message>
        <source>Legend</source>
        <translation>图例</translation>
    </message>
    <message>
        <source>Smaller (Ctrl+wheel)</source>
        <translation>缩小（Ctrl+滚轮）</translation>
    </message>
    <message>
        <source>Larger (Ctrl+wheel)</source>
        <translation>放大（Ctrl+滚轮）</translation>
    </message>
    <message>
        <source>Fit into the window</source>
        <translation>适合窗口</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>复制为文本</translation>
    </message>
    <message>
        <source>Save as a picture (SVG or PNG) …</source>
        <translation>保存为图片（SVG 或 PNG）…</translation>
    </message>
    <message>
        <source>Ladder</source>
        <translation>时序图</translation>
    </message>
    <message>
        <source>Paused · %1 new</source>
        <translation>已暂停 · 新增 %1 个事件</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>%1 data events hidden</source>
        <translation>已隐藏 %1 个数据事件</translation>
    </message>
    <message>
        <source>%1 data events left out</source>
        <translation>已省略 %1 个数据事件</translation>
    </message>
    <message>
        <source>Choose an event to have it explained.</source>
        <translation>选择一个事件，查看其说明。</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>已复制。</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>已保存：%1</translation>
    </message>
    <message>
        <source>Pause (space): what happens is kept and shown afterwards</source>
        <translation>暂停（空格键）：期间发生的事件会保留，之后再显示</translation>
    </message>
</context>
<context>
    <name>synscope::LatencyForm</name>
    <message>
        <source>Presets</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Watch: every second</source>
        <translation>观察：每秒一次</translation>
    </message>
    <message>
        <source>Quick look: 100 in 10 seconds</source>
        <translation>快速查看：10 秒 100 次</translation>
    </message>
    <message>
        <source>Fine: 100 a second for a minute</source>
        <translation>精细：每秒 100 次，一分钟</translation>
    </message>
    <message>
        <source>Long watch: every 10 seconds</source>
        <translation>长期观察：每 10 秒一次</translation>
    </message>
</context>
<context>
    <name>synscope::LatencyNumbersModel</name>
    <message>
        <source>%1 (no longer this address)</source>
        <translation>%1（地址已变更）</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>已发</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>成功</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>丢失</translation>
    </message>
    <message>
        <source>SYN again</source>
        <translation>SYN 重传</translation>
    </message>
    <message>
        <source>Min</source>
        <translation>最小</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>p50</source>
        <translation>p50</translation>
    </message>
    <message>
        <source>p90</source>
        <translation>p90</translation>
    </message>
    <message>
        <source>p95</source>
        <translation>p95</translation>
    </message>
    <message>
        <source>p99</source>
        <translation>p99</translation>
    </message>
    <message>
        <source>Max</source>
        <translation>最大</translation>
    </message>
    <message>
        <source>Deviation</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>Jitter</source>
        <translation>抖动</translation>
    </message>
    <message>
        <source>Wall time</source>
        <translation>程序用时</translation>
    </message>
    <message>
        <source>Best streak</source>
        <translation>最长连续成功</translation>
    </message>
    <message>
        <source>Worst streak</source>
        <translation>最长连续失败</translation>
    </message>
    <message>
        <source>Requests sent</source>
        <translation>已发出的请求数</translation>
    </message>
    <message>
        <source>Requests in which every step was completed in time</source>
        <translation>各步骤均按时完成的请求数</translation>
    </message>
    <message>
        <source>Met with silence, of those whose time is over</source>
        <translation>已到时限的请求中毫无应答的比例</translation>
    </message>
    <message>
        <source>Came through only after the SYN was sent again; in no average, because the second it cost says nothing about the way</source>
        <translation>重传 SYN 之后才成功；不计入任何平均值，因为多花的那一秒并不反映线路</translation>
    </message>
    <message>
        <source>Half of the requests took no longer</source>
        <translation>一半的请求不超过此值</translation>
    </message>
    <message>
        <source>99 of 100 requests took no longer</source>
        <translation>100 个请求中有 99 个不超过此值</translation>
    </message>
    <message>
        <source>Standard deviation</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>Mean change from one sample to the next (RFC 3550)</source>
        <translation>相邻样本之差的平均值（RFC 3550）</translation>
    </message>
    <message>
        <source>What the system measured between the SYN and its answer; the rest of “Connect” is work on this machine</source>
        <translation>系统测得的从 SYN 到应答的时间；“连接”中其余部分是本机开销</translation>
    </message>
    <message>
        <source>Most good requests in a row</source>
        <translation>最多连续成功的请求数</translation>
    </message>
    <message>
        <source>Most failed requests in a row</source>
        <translation>最多连续失败的请求数</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Requests that were refused, met with silence, or failed in a later step</source>
        <translation>被拒绝、没有应答或后续步骤失败的请求</translation>
    </message>
</context>
<context>
    <name>synscope::LatencyPage</name>
    <message>
        <source>too fast for the plot: %1, counted all the same</source>
        <translation>来得太快未画出：%1，仍计入统计</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>about %1 left</source>
        <translation>约剩 %1</translation>
    </message>
    <message>
        <source>How long does it take?</source>
        <translation>需要多长时间？</translation>
    </message>
    <message>
        <source>Type one or several targets above and press Start. Every request is timed step by step: connect, TLS, first byte; lost ones and those that needed another SYN are counted apart.</source>
        <translation>在上方输入一个或多个目标，然后按“开始”。每个请求都逐步计时：连接、TLS、首字节；丢失的以及需要重传 SYN 的单独计数。</translation>
    </message>
    <message>
        <source>Measure this machine</source>
        <translation>测量本机</translation>
    </message>
    <message>
        <source>Against a listener of this program: it needs no network.</source>
        <translation>目标是本程序自己的监听端口，不需要网络。</translation>
    </message>
</context>
<context>
    <name>synscope::LatencyView</name>
    <message>
        <source>lost %1</source>
        <translation>丢失 %1</translation>
    </message>
    <message>
        <source>All targets</source>
        <translation>全部目标</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>SYN sent again</source>
        <translation>SYN 重传</translation>
    </message>
    <message>
        <source>Outages (%1)</source>
        <translation>中断（%1）</translation>
    </message>
    <message>
        <source>Outages</source>
        <translation>中断</translation>
    </message>
    <message>
        <source>One plot</source>
        <translation>合并为一图</translation>
    </message>
    <message>
        <source>All targets over one another, or a plot for each</source>
        <translation>所有目标画在同一图中，或各画一图</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Numbers (CSV) …</source>
        <translation>数值（CSV）…</translation>
    </message>
    <message>
        <source>Everything (JSON) …</source>
        <translation>全部内容（JSON）…</translation>
    </message>
    <message>
        <source>Plots (PNG, SVG, PDF) …</source>
        <translation>图表（PNG、SVG、PDF）…</translation>
    </message>
    <message>
        <source>Over time</source>
        <translation>随时间变化</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Histogram</source>
        <translation>直方图</translation>
    </message>
    <message>
        <source>Percentiles</source>
        <translation>百分位</translation>
    </message>
    <message>
        <source>What the numbers mean</source>
        <translation>数值含义</translation>
    </message>
    <message>
        <source>last %1</source>
        <translation>最近 %1</translation>
    </message>
    <message>
        <source>No outage: an outage is a stretch of requests that all failed. Its start, its length and what came back instead of an answer will stand here.</source>
        <translation>没有中断。连续失败的一段请求称为中断：它的开始时间、时长，以及当时收到了什么，都会列在这里。</translation>
    </message>
</context>
<context>
    <name>synscope::LayerRow</name>
    <message>
        <source>It stops here</source>
        <translation>到这里为止</translation>
    </message>
</context>
<context>
    <name>synscope::LifeView</name>
    <message>
        <source>Explanation</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>The life of a connection</source>
        <translation>连接的一生</translation>
    </message>
    <message>
        <source>Choose a connection to see its handshake, its states and its end, step by step.</source>
        <translation>选择一个连接，逐步查看它的握手、状态和结束过程。</translation>
    </message>
    <message>
        <source>States</source>
        <translation>状态图</translation>
    </message>
    <message>
        <source>Copy everything as text</source>
        <translation>全部复制为文本</translation>
    </message>
    <message>
        <source>Save recording …</source>
        <translation>保存记录…</translation>
    </message>
    <message>
        <source>To open it again, or as a web page, Markdown or JSON</source>
        <translation>保存后可再次打开，也可存为网页、Markdown 或 JSON</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>已复制。</translation>
    </message>
</context>
<context>
    <name>synscope::ListenerHealthBar</name>
    <message>
        <source>not reported</source>
        <translation>系统未报告</translation>
    </message>
    <message>
        <source>Accept queue: %1 of %2</source>
        <translation>全连接队列：%1 / %2</translation>
    </message>
    <message>
        <source>Half-open: %1 · All listeners since you look: turned away %2, SYN cookies %3</source>
        <translation>半连接：%1 · 查看以来所有监听者：丢弃 %2，SYN Cookie %3</translation>
    </message>
</context>
<context>
    <name>synscope::LogBar</name>
    <message>
        <source>Search in what was sent and received</source>
        <translation>在收发内容中搜索</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Hex</source>
        <translation>十六进制</translation>
    </message>
    <message>
        <source>Expression</source>
        <translation>正则表达式</translation>
    </message>
    <message>
        <source>What the search is: text, hexadecimal (?? is any byte), or a regular expression</source>
        <translation>搜索方式：文本、十六进制（?? 代表任意字节）或正则表达式</translation>
    </message>
    <message>
        <source>Both directions</source>
        <translation>双向</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>接收</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>Text and hex</source>
        <translation>文本与十六进制</translation>
    </message>
    <message>
        <source>How payloads are shown. In text ⇤ is CR, ↵ LF, ⇥ a tab, ⎋ ESC</source>
        <translation>数据的显示方式。文本中 ⇤ 为 CR，↵ 为 LF，⇥ 为制表符，⎋ 为 ESC</translation>
    </message>
    <message>
        <source>Time of day</source>
        <translation>钟表时间</translation>
    </message>
    <message>
        <source>Since the start</source>
        <translation>相对时间</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Encoding of text</source>
        <translation>文本编码</translation>
    </message>
    <message>
        <source>Match upper and lower case</source>
        <translation>区分大小写</translation>
    </message>
    <message>
        <source>Previous match (Shift+F3)</source>
        <translation>上一处匹配（Shift+F3）</translation>
    </message>
    <message>
        <source>Next match (F3)</source>
        <translation>下一处匹配（F3）</translation>
    </message>
    <message>
        <source>Only matches</source>
        <translation>仅显示匹配项</translation>
    </message>
    <message>
        <source>Hide records without a match</source>
        <translation>隐藏不匹配的记录</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>跟随</translation>
    </message>
    <message>
        <source>Keep the newest record in sight (Ctrl+End)</source>
        <translation>始终显示最新的记录（Ctrl+End）</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Text…</source>
        <translation>文本…</translation>
    </message>
    <message>
        <source>CSV…</source>
        <translation>CSV…</translation>
    </message>
    <message>
        <source>JSON Lines…</source>
        <translation>JSON Lines…</translation>
    </message>
    <message>
        <source>pcapng (headers synthesized)…</source>
        <translation>pcapng（报文头为合成）…</translation>
    </message>
</context>
<context>
    <name>synscope::LogExporter</name>
    <message>
        <source>Stopped; nothing was written</source>
        <translation>已停止，未写入任何内容</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) saved as %1</source>
        <translation>
            <numerusform>已将 %n 条记录保存为 %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
</context>
<context>
    <name>synscope::LogLines</name>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>Peer</source>
        <translation>对端</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>Hex</source>
        <translation>十六进制</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
</context>
<context>
    <name>synscope::LogView</name>
    <message>
        <source>not hexadecimal</source>
        <translation>不是十六进制</translation>
    </message>
    <message>
        <source>not an expression</source>
        <translation>不是正则表达式</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>第 %1 处，共 %2 处</translation>
    </message>
    <message>
        <source>%1 found</source>
        <translation>找到 %1 处</translation>
    </message>
    <message>
        <source>Records: %1</source>
        <translation>记录：%1</translation>
    </message>
    <message>
        <source>Records: %1 of %2</source>
        <translation>记录：%1 / %2</translation>
    </message>
    <message>
        <source>Left out, because the disk could not keep up: %1</source>
        <translation>磁盘来不及写入而略去：%1</translation>
    </message>
    <message>
        <source>Bytes at the end of the file that cannot be read: %1</source>
        <translation>文件末尾无法读取的字节：%1</translation>
    </message>
    <message>
        <source>That is too much to copy. Export it instead.</source>
        <translation>内容过多，无法复制，请改用导出。</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) copied</source>
        <translation>
            <numerusform>已复制 %n 条记录</numerusform>
        </translation>
    </message>
    <message>
        <source>Export the log</source>
        <translation>导出日志</translation>
    </message>
    <message>
        <source>Nothing has passed yet</source>
        <translation>尚无收发内容</translation>
    </message>
    <message>
        <source>Everything that is sent and received appears here as it happens, in text or hexadecimal. It is kept in a file, so that nothing is lost, and can be searched and exported.</source>
        <translation>发送和接收的内容会实时显示在这里，可看文本或十六进制。全部内容同时写入文件，不会丢失，可以搜索和导出。</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>复制为文本</translation>
    </message>
    <message>
        <source>Copy as hex</source>
        <translation>复制为十六进制</translation>
    </message>
</context>
<context>
    <name>synscope::MainWindow</name>
    <message>
        <source>Diagnose</source>
        <translation>诊断</translation>
    </message>
    <message>
        <source>Ports</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Sockets</source>
        <translation>套接字</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>时延</translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation>吞吐量</translation>
    </message>
</context>
<context>
    <name>synscope::MeasureForm</name>
    <message>
        <source>More options</source>
        <translation>更多选项</translation>
    </message>
    <message>
        <source>Earlier runs</source>
        <translation>历史记录</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>IPv4 and IPv6</source>
        <translation>IPv4 和 IPv6</translation>
    </message>
</context>
<context>
    <name>synscope::MeasurePage</name>
    <message>
        <source>Saved as %1</source>
        <translation>已保存为 %1</translation>
    </message>
</context>
<context>
    <name>synscope::MessageEditor</name>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Text with escapes</source>
        <translation>带转义的文本</translation>
    </message>
    <message>
        <source>Hex</source>
        <translation>十六进制</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Line ending</source>
        <translation>行尾</translation>
    </message>
    <message>
        <source>Checksum</source>
        <translation>校验和</translation>
    </message>
    <message>
        <source>Written as</source>
        <translation>书写形式</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Type a message; Ctrl+Enter sends it</source>
        <translation>输入消息，按 Ctrl+Enter 发送</translation>
    </message>
</context>
<context>
    <name>synscope::MtuView</name>
    <message>
        <source>Connecting …</source>
        <translation>正在连接 …</translation>
    </message>
    <message>
        <source>At most %1 left</source>
        <translation>最多还需 %1</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Check packet sizes</source>
        <translation>检查报文大小</translation>
    </message>
    <message>
        <source>Connections open, then hang as soon as much is sent? This sends full-size packets to SynScope on %1 and has them sent back, and finds the size that passes each way. Without SynScope there only the way there can be tried, as part of a diagnosis; what gets lost on the way back stays unknown.</source>
        <translation>连接能建立，但一传大量内容就停住？本项检查向 %1 上的 SynScope 发送满长报文并请它发回，找出每个方向能通过的大小。对端没有 SynScope 时，只能在诊断中尝试去程，回程丢了什么无从得知。</translation>
    </message>
</context>
<context>
    <name>synscope::NearbyList</name>
    <message>
        <source>Measure against %1</source>
        <translation>对 %1 测量</translation>
    </message>
</context>
<context>
    <name>synscope::NewSessionView</name>
    <message>
        <source>Fill in the form with this</source>
        <translation>用它填写表单</translation>
    </message>
    <message>
        <source>Connect, listen, talk</source>
        <translation>连接、监听、收发</translation>
    </message>
    <message>
        <source>Open TCP clients, TCP servers and UDP peers side by side, send text or bytes through them, and watch what the connections go through.</source>
        <translation>同时打开多个 TCP 客户端、TCP 服务器和 UDP 端点，收发文本或字节，并观察连接经历的每个阶段。</translation>
    </message>
    <message>
        <source>Open an echo server and connect to it</source>
        <translation>打开一个回显服务器并连接它</translation>
    </message>
    <message>
        <source>A real connection on this machine: it needs no network.</source>
        <translation>本机上的真实连接，无需网络。</translation>
    </message>
    <message>
        <source>Opened before</source>
        <translation>最近打开</translation>
    </message>
    <message>
        <source>Open a recording …</source>
        <translation>打开记录……</translation>
    </message>
</context>
<context>
    <name>synscope::NextStepsView</name>
    <message>
        <source>Copy this step</source>
        <translation>复制这一步</translation>
    </message>
    <message>
        <source>Nothing has to be done.</source>
        <translation>无需处理。</translation>
    </message>
    <message>
        <source>Comes with the answer.</source>
        <translation>随结论给出。</translation>
    </message>
</context>
<context>
    <name>synscope::NumbersView</name>
    <message>
        <source>The system has not reported any numbers of this connection.</source>
        <translation>系统没有提供这个连接的任何数值。</translation>
    </message>
    <message>
        <source>The connection is over: the last numbers that the system gave.</source>
        <translation>连接已结束：以下是系统最后提供的数值。</translation>
    </message>
    <message>
        <source>The kernel&apos;s numbers</source>
        <translation>内核数值</translation>
    </message>
    <message>
        <source>not reported</source>
        <translation>未报告</translation>
    </message>
    <message>
        <source>not reported by this system</source>
        <translation>本系统未报告</translation>
    </message>
</context>
<context>
    <name>synscope::OptionsPanel</name>
    <message>
        <source>Trace the way</source>
        <translation>追踪路径</translation>
    </message>
    <message>
        <source>Finds the hop where packets for this port are stopped.</source>
        <translation>找出发往此端口的报文在哪一跳被拦下。</translation>
    </message>
    <message>
        <source>Other ports of the host</source>
        <translation>该主机的其他端口</translation>
    </message>
    <message>
        <source>Tells a silent host from a blocked port.</source>
        <translation>区分主机无响应与端口被拦截。</translation>
    </message>
    <message>
        <source>An address that must not answer</source>
        <translation>一个不应有应答的地址</translation>
    </message>
    <message>
        <source>Unmasks a proxy that answers for everybody.</source>
        <translation>识破替所有地址应答的代理。</translation>
    </message>
    <message>
        <source>Second attempt</source>
        <translation>再次尝试</translation>
    </message>
    <message>
        <source>Tells a full accept queue from a firewall.</source>
        <translation>区分接受队列已满与防火墙拦截。</translation>
    </message>
    <message>
        <source>First byte</source>
        <translation>首字节</translation>
    </message>
    <message>
        <source>Waits for, or asks for, the first byte of the service.</source>
        <translation>等待或请求服务返回的第一个字节。</translation>
    </message>
    <message>
        <source>Full-size data</source>
        <translation>满尺寸数据</translation>
    </message>
    <message>
        <source>Finds a path that loses large packets (MTU black hole).</source>
        <translation>发现丢弃大报文的路径（MTU 黑洞）。</translation>
    </message>
    <message>
        <source>Type a target to see the list.</source>
        <translation>输入目标后显示清单。</translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation>地址类型</translation>
    </message>
    <message>
        <source>IPv4 and IPv6</source>
        <translation>IPv4 和 IPv6</translation>
    </message>
    <message>
        <source>What will be sent, at most</source>
        <translation>最多会发送以下内容</translation>
    </message>
</context>
<context>
    <name>synscope::OutageModel</name>
    <message>
        <source>lasts</source>
        <translation>仍在持续</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Began</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Lasted</source>
        <translation>持续</translation>
    </message>
    <message>
        <source>Requests failed</source>
        <translation>失败请求数</translation>
    </message>
    <message>
        <source>What came back</source>
        <translation>应答</translation>
    </message>
    <message>
        <source>%1, to the end</source>
        <translation>%1，直到结束</translation>
    </message>
</context>
<context>
    <name>synscope::PathView</name>
    <message>
        <source>Copy the path</source>
        <translation>复制路径</translation>
    </message>
</context>
<context>
    <name>synscope::PlotBar</name>
    <message numerus="yes">
        <source>Last %n second(s)</source>
        <translation>
            <numerusform>最近 %n 秒</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Last %n minute(s)</source>
        <translation>
            <numerusform>最近 %n 分钟</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Last %n hour(s)</source>
        <translation>
            <numerusform>最近 %n 小时</numerusform>
        </translation>
    </message>
    <message>
        <source>Chosen stretch</source>
        <translation>所选时段</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>跟随</translation>
    </message>
    <message>
        <source>Move with the newest data, or stand still (space; a double click on the plot follows)</source>
        <translation>随最新数据移动，或停住不动（空格键；双击图表恢复跟随）</translation>
    </message>
    <message>
        <source>How much is shown</source>
        <translation>显示的时长</translation>
    </message>
    <message>
        <source>Zoom in (+, wheel, or drag with Shift)</source>
        <translation>放大（+、滚轮，或按住 Shift 拖动）</translation>
    </message>
    <message>
        <source>Zoom out (−, wheel)</source>
        <translation>缩小（−、滚轮）</translation>
    </message>
    <message>
        <source>Everything from the beginning (0)</source>
        <translation>从头显示全部（0）</translation>
    </message>
    <message>
        <source>Logarithmic scale</source>
        <translation>对数刻度</translation>
    </message>
    <message>
        <source>Save or copy the plots</source>
        <translation>保存或复制图表</translation>
    </message>
    <message>
        <source>Save as a picture (PNG, SVG, PDF) …</source>
        <translation>另存为图片（PNG、SVG、PDF）…</translation>
    </message>
    <message>
        <source>Copy as a picture</source>
        <translation>复制为图片</translation>
    </message>
    <message>
        <source>Save the values drawn (CSV) …</source>
        <translation>保存图中数值（CSV）…</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>全部</translation>
    </message>
</context>
<context>
    <name>synscope::PlotLegend</name>
    <message>
        <source>Show or hide: %1</source>
        <translation>显示或隐藏：%1</translation>
    </message>
</context>
<context>
    <name>synscope::PlotStack</name>
    <message>
        <source>Copied.</source>
        <translation>已复制。</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>已保存为 %1</translation>
    </message>
    <message>
        <source>Save as a picture</source>
        <translation>另存为图片</translation>
    </message>
    <message>
        <source>Save the values drawn</source>
        <translation>保存图中数值</translation>
    </message>
</context>
<context>
    <name>synscope::PortsPage</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>about %1 left</source>
        <translation>大约还需 %1</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Save the table</source>
        <translation>保存表格</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>已保存为 %1</translation>
    </message>
    <message>
        <source>Save the whole table as CSV</source>
        <translation>将整个表格保存为 CSV</translation>
    </message>
    <message>
        <source>Save the whole table as JSON</source>
        <translation>将整个表格保存为 JSON</translation>
    </message>
    <message>
        <source>Ports</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Which ports answer?</source>
        <translation>哪些端口有应答？</translation>
    </message>
    <message>
        <source>Type hosts and ports above and press Scan. Each port is tried once and again where it is silent; the table says which are open, closed, rejected or silent, and why. Scan only what you may scan.</source>
        <translation>在上方输入主机和端口，然后点击“扫描”。每个端口尝试一次，无应答的再试；表格会列出哪些端口开放、关闭、被拒绝或无应答，以及原因。请只扫描您有权扫描的主机。</translation>
    </message>
</context>
<context>
    <name>synscope::RecordDetail</name>
    <message>
        <source>Record %1</source>
        <translation>记录 %1</translation>
    </message>
    <message>
        <source>received from %1</source>
        <translation>接收自 %1</translation>
    </message>
    <message>
        <source>sent to %1</source>
        <translation>发往 %1</translation>
    </message>
    <message>
        <source>connection %1</source>
        <translation>连接 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n 字节</numerusform>
        </translation>
    </message>
    <message>
        <source>the first %1 bytes are shown, an export holds all</source>
        <translation>仅显示前 %1 字节，导出文件包含全部内容</translation>
    </message>
    <message>
        <source>Payload as text</source>
        <translation>数据的文本形式</translation>
    </message>
    <message>
        <source>Payload as a hex dump</source>
        <translation>数据的十六进制转储</translation>
    </message>
    <message>
        <source>Nothing in it</source>
        <translation>没有数据</translation>
    </message>
</context>
<context>
    <name>synscope::RecordingView</name>
    <message>
        <source>Connections of the recording</source>
        <translation>记录中的连接</translation>
    </message>
    <message>
        <source>%1 older connections are not in this recording.</source>
        <translation>此记录不含另外 %1 个较早的连接。</translation>
    </message>
    <message>
        <source>saved %1</source>
        <translation>保存于 %1</translation>
    </message>
</context>
<context>
    <name>synscope::ReportActions</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>保存报告</translation>
    </message>
    <message>
        <source>Web page (HTML) …</source>
        <translation>网页（HTML）…</translation>
    </message>
    <message>
        <source>Markdown …</source>
        <translation>Markdown 文档…</translation>
    </message>
    <message>
        <source>JSON …</source>
        <translation>JSON 数据…</translation>
    </message>
    <message>
        <source>Hide addresses and names</source>
        <translation>隐藏地址和名称</translation>
    </message>
</context>
<context>
    <name>synscope::ResultView</name>
    <message>
        <source>The way there</source>
        <translation>沿途路径</translation>
    </message>
    <message>
        <source>Layer by layer</source>
        <translation>逐层检查</translation>
    </message>
    <message>
        <source>What to do next</source>
        <translation>接下来怎么做</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>证据</translation>
    </message>
    <message>
        <source>From both ends</source>
        <translation>从两端看</translation>
    </message>
    <message>
        <source>Left idle</source>
        <translation>闲置检查</translation>
    </message>
    <message>
        <source>Packet sizes (MTU)</source>
        <translation>报文大小（MTU）</translation>
    </message>
</context>
<context>
    <name>synscope::RulesEditor</name>
    <message>
        <source>Rule %1: %2</source>
        <translation>规则 %1：%2</translation>
    </message>
    <message>
        <source>Answer by these rules</source>
        <translation>按以下规则自动应答</translation>
    </message>
    <message>
        <source>The first rule that matches answers. Answers know \n, \xHH and {time} {date} {count} {peer} {length} {data}, and {1} to {9} for the groups of an expression. In a hex pattern ?? is any byte.</source>
        <translation>由第一条匹配的规则应答。应答内容可用 \n、\xHH 和 {time} {date} {count} {peer} {length} {data}，以及表示正则分组的 {1} 到 {9}。十六进制模式中的 ?? 表示任意字节。</translation>
    </message>
    <message>
        <source>Add a rule</source>
        <translation>添加规则</translation>
    </message>
    <message>
        <source>Ask this rule earlier</source>
        <translation>提前这条规则</translation>
    </message>
    <message>
        <source>Ask this rule later</source>
        <translation>推后这条规则</translation>
    </message>
    <message>
        <source>Remove this rule</source>
        <translation>删除这条规则</translation>
    </message>
    <message>
        <source>Rules of automatic answers</source>
        <translation>自动应答规则</translation>
    </message>
    <message>
        <source>Answers by themselves</source>
        <translation>自动应答</translation>
    </message>
    <message>
        <source>A rule says what is answered when a certain message comes in: a plain text, a part of one, an expression or bytes. The first rule that matches answers.</source>
        <translation>规则规定收到某种消息时回复什么：可按全文、部分文字、正则表达式或字节匹配。由第一条匹配的规则应答。</translation>
    </message>
</context>
<context>
    <name>synscope::RulesModel</name>
    <message>
        <source>When a message</source>
        <translation>当消息</translation>
    </message>
    <message>
        <source>this</source>
        <translation>此内容</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>应答</translation>
    </message>
</context>
<context>
    <name>synscope::SavedMessagesModel</name>
    <message>
        <source>escapes</source>
        <translation>转义</translation>
    </message>
    <message>
        <source>hex</source>
        <translation>十六进制</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Written as</source>
        <translation>书写形式</translation>
    </message>
    <message>
        <source>Wait before (ms)</source>
        <translation>发送前等待（毫秒）</translation>
    </message>
</context>
<context>
    <name>synscope::SavedMessagesPanel</name>
    <message>
        <source>Message %1: %2</source>
        <translation>消息 %1：%2</translation>
    </message>
    <message>
        <source>Keep a message first.</source>
        <translation>请先收藏一条消息。</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Send this message</source>
        <translation>发送这条消息</translation>
    </message>
    <message>
        <source>Put this message into the send box</source>
        <translation>放入发送框</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Remove this message</source>
        <translation>删除这条消息</translation>
    </message>
    <message>
        <source>Rounds</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>until stopped</source>
        <translation>直到停止</translation>
    </message>
    <message>
        <source>Between rounds (ms)</source>
        <translation>每轮间隔（毫秒）</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Send all</source>
        <translation>依次发送</translation>
    </message>
    <message>
        <source>Saved messages</source>
        <translation>收藏的消息</translation>
    </message>
    <message>
        <source>Double-click a text or a delay to change it.</source>
        <translation>双击文本或等待时间即可修改。</translation>
    </message>
    <message>
        <source>Messages to send again</source>
        <translation>反复发送的消息</translation>
    </message>
    <message>
        <source>Type a message in &quot;Talk&quot; and press &quot;Keep&quot;: it stands here from then on, to be sent alone, or with the others in sequence and with pauses.</source>
        <translation>在“收发”中输入消息并按“收藏”，它就会留在这里，可以单独发送，也可以与其他消息按顺序、按间隔依次发送。</translation>
    </message>
</context>
<context>
    <name>synscope::ScanForm</name>
    <message>
        <source>Hosts</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>Ports</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>协议</translation>
    </message>
    <message>
        <source>localhost, 192.0.2.7 …</source>
        <translation>localhost, 192.0.2.7 …</translation>
    </message>
    <message>
        <source>22, 80, 8000-8100, https, all</source>
        <translation>22, 80, 8000-8100, https, all</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Scan</source>
        <translation>扫描</translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation>地址类型</translation>
    </message>
    <message>
        <source>IPv4 and IPv6</source>
        <translation>IPv4 和 IPv6</translation>
    </message>
</context>
<context>
    <name>synscope::ScanModel</name>
    <message>
        <source>%1, from %2</source>
        <translation>%1，来自 %2</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>服务</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>用时</translation>
    </message>
</context>
<context>
    <name>synscope::ServedModel</name>
    <message>
        <source>running</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>ended early</source>
        <translation>提前结束</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>sent %1</source>
        <translation>发送 %1</translation>
    </message>
    <message>
        <source>received %1</source>
        <translation>接收 %1</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>客户端</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>速率</translation>
    </message>
</context>
<context>
    <name>synscope::ServerPanel</name>
    <message>
        <source>%1 was told that this server is busy.</source>
        <translation>已告知 %1 本服务器繁忙。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Waiting for clients. At the other end:</source>
        <translation>正在等待客户端。在另一端运行：</translation>
    </message>
    <message>
        <source>Be the server</source>
        <translation>作为服务器</translation>
    </message>
    <message>
        <source>Other machines measure against this one: with SynScope, or with any iperf3. Double-click a test to see it.</source>
        <translation>其他机器以本机为对端进行测量，可用 SynScope 或任意 iperf3。双击一次测试即可查看。</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>One at a time, others are refused</source>
        <translation>一次一个，其余拒绝</translation>
    </message>
    <message>
        <source>One at a time, others wait</source>
        <translation>一次一个，其余等待</translation>
    </message>
    <message>
        <source>Several at once</source>
        <translation>同时多个</translation>
    </message>
    <message>
        <source>When several clients come</source>
        <translation>多个客户端到来时</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Tests served</source>
        <translation>已服务的测试</translation>
    </message>
    <message>
        <source>Let it be found on the local network</source>
        <translation>允许在本地网络中被发现</translation>
    </message>
    <message>
        <source>Other SynScopes there find it with one click; it never speaks unasked.</source>
        <translation>网络中的其他 SynScope 可一键找到它；它从不主动发送。</translation>
    </message>
    <message>
        <source>Port %1 is taken: a free one is used.</source>
        <translation>端口 %1 已被占用，改用空闲端口。</translation>
    </message>
</context>
<context>
    <name>synscope::SessionForm</name>
    <message>
        <source>IPv4 and IPv6</source>
        <translation>IPv4 和 IPv6</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>开始监听</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Multicast and broadcast</source>
        <translation>多播与广播</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Keepalive</source>
        <translation>保活</translation>
    </message>
    <message>
        <source>Buffers</source>
        <translation>缓冲区</translation>
    </message>
    <message>
        <source>What the relay does to the data</source>
        <translation>中继对数据的处理</translation>
    </message>
    <message>
        <source>More options</source>
        <translation>更多选项</translation>
    </message>
</context>
<context>
    <name>synscope::SessionHeader</name>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>RTT %1</source>
        <translation>往返 %1</translation>
    </message>
    <message>
        <source>%1 sent again</source>
        <translation>重传 %1 次</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Diagnose this</source>
        <translation>诊断原因</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Close (FIN)</source>
        <translation>关闭（FIN）</translation>
    </message>
    <message>
        <source>Half-close: FIN, and go on reading</source>
        <translation>半关闭：发送 FIN，继续接收</translation>
    </message>
    <message>
        <source>Reset (RST)</source>
        <translation>复位（RST）</translation>
    </message>
    <message>
        <source>End connection</source>
        <translation>结束连接</translation>
    </message>
    <message>
        <source>How this connection is ended</source>
        <translation>如何结束这个连接</translation>
    </message>
    <message>
        <source>Ends the connections chosen below</source>
        <translation>结束下面选中的连接</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>本端 %1</translation>
    </message>
</context>
<context>
    <name>synscope::SessionList</name>
    <message>
        <source>New session</source>
        <translation>新建会话</translation>
    </message>
    <message>
        <source>Ctrl+N</source>
        <translation>Ctrl+N</translation>
    </message>
    <message>
        <source>Close this session (Ctrl+W)</source>
        <translation>关闭这个会话（Ctrl+W）</translation>
    </message>
</context>
<context>
    <name>synscope::SessionView</name>
    <message>
        <source>Talk</source>
        <translation>收发</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>消息列表</translation>
    </message>
    <message>
        <source>Automatic answers</source>
        <translation>自动应答</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Life</source>
        <translation>连接经历</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
</context>
<context>
    <name>synscope::SettingsPage</name>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Time limits</source>
        <translation>时间限制</translation>
    </message>
    <message>
        <source>Reports and history</source>
        <translation>报告与历史</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Each step of a diagnosis</source>
        <translation>诊断的每一步</translation>
    </message>
    <message>
        <source>Each attempt of a scan</source>
        <translation>扫描的每次尝试</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>Saved reports</source>
        <translation>保存的报告</translation>
    </message>
    <message>
        <source>Hide addresses and names</source>
        <translation>隐去地址和名称</translation>
    </message>
    <message>
        <source>Earlier targets</source>
        <translation>以往目标</translation>
    </message>
    <message>
        <source>Forget them</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>With both, every explanation is shown in English and in Chinese.</source>
        <translation>选择双语时，每段说明同时以英文和中文显示。</translation>
    </message>
    <message>
        <source>Changes at once.</source>
        <translation>立即生效。</translation>
    </message>
    <message>
        <source>What has not answered by then counts as silent. Far or slow hosts need more.</source>
        <translation>超过此时间仍无应答即视为无应答。距离远或响应慢的主机需要更长时间。</translation>
    </message>
    <message>
        <source>Silent ports wait this long, and are tried again.</source>
        <translation>无应答的端口等待这么久，然后再试一次。</translation>
    </message>
    <message>
        <source>Labels such as host-1 and router-1 stand in their place.</source>
        <translation>以 host-1、router-1 这类标签代替。</translation>
    </message>
    <message>
        <source>They are kept on this machine only, for the target field.</source>
        <translation>仅保存在本机，供目标输入框使用。</translation>
    </message>
    <message>
        <source>Two ends</source>
        <translation>两端协作</translation>
    </message>
</context>
<context>
    <name>synscope::SharingView</name>
    <message>
        <source>Let other SynScopes ask what arrives at this machine</source>
        <translation>允许其他 SynScope 询问有什么到达本机</translation>
    </message>
    <message>
        <source>Each learns only of connections from its own address. A port nobody serves is opened for its check. Off again when the program ends.</source>
        <translation>询问者只能得知来自它自己地址的连接。无人监听的端口会为检查临时打开。程序退出后自动关闭。</translation>
    </message>
    <message>
        <source>Let it be found on the local network</source>
        <translation>允许在本地网络中被发现</translation>
    </message>
    <message>
        <source>It answers questions with its name and ports, and never speaks unasked.</source>
        <translation>只在被问到时回答自己的名称和端口，从不主动发送。</translation>
    </message>
    <message>
        <source>Answers on port %1. %2 asked last, about port %3.</source>
        <translation>在 %1 端口应答。最近一次询问来自 %2，关于 %3 端口。</translation>
    </message>
    <message>
        <source>Answers on port %1.</source>
        <translation>在 %1 端口应答。</translation>
    </message>
</context>
<context>
    <name>synscope::SocketFilterBar</name>
    <message>
        <source>Address, port or process</source>
        <translation>地址、端口或进程</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Type a port to see who holds it</source>
        <translation>输入端口即可查看谁占用它</translation>
    </message>
    <message>
        <source>TCP and UDP</source>
        <translation>TCP 和 UDP</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>协议</translation>
    </message>
    <message>
        <source>Listeners</source>
        <translation>只看监听</translation>
    </message>
    <message>
        <source>Show only sockets that wait for others</source>
        <translation>只显示等待对方的套接字</translation>
    </message>
    <message>
        <source>Fold TIME_WAIT</source>
        <translation>合并 TIME_WAIT</translation>
    </message>
    <message>
        <source>One row for all finished connections between the same two addresses</source>
        <translation>同一对地址之间已结束的连接合并为一行</translation>
    </message>
    <message>
        <source>every %1 s</source>
        <translation>每 %1 秒</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>How often the table is read</source>
        <translation>读取间隔</translation>
    </message>
</context>
<context>
    <name>synscope::SocketsPage</name>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Read in %1</source>
        <translation>读取用时 %1</translation>
    </message>
    <message>
        <source>Copy rows</source>
        <translation>复制所选行</translation>
    </message>
    <message>
        <source>Copy “%1”</source>
        <translation>复制“%1”</translation>
    </message>
    <message>
        <source>Copy the explanation</source>
        <translation>复制说明</translation>
    </message>
    <message>
        <source>Show only “%1”</source>
        <translation>只看“%1”</translation>
    </message>
    <message>
        <source>Save the table</source>
        <translation>保存表格</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>已保存为 %1</translation>
    </message>
    <message>
        <source>Save the rows shown as CSV</source>
        <translation>将显示的行保存为 CSV</translation>
    </message>
    <message>
        <source>Save the rows shown as JSON</source>
        <translation>将显示的行保存为 JSON</translation>
    </message>
    <message>
        <source>Sockets</source>
        <translation>套接字</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>全部显示</translation>
    </message>
    <message>
        <source>No socket matches</source>
        <translation>没有符合条件的套接字</translation>
    </message>
    <message>
        <source>The filter above hides every socket of this system.</source>
        <translation>上方的筛选条件隐藏了本系统的所有套接字。</translation>
    </message>
    <message>
        <source>The sockets of this system cannot be listed</source>
        <translation>无法列出本系统的套接字</translation>
    </message>
    <message>
        <source>Which sockets are open?</source>
        <translation>有哪些套接字？</translation>
    </message>
    <message>
        <source>Every TCP and UDP socket of this system with its state, queues, timers and the program that holds it. The table is being read.</source>
        <translation>本系统的每个 TCP 和 UDP 套接字：状态、队列、计时器以及持有它的程序。正在读取。</translation>
    </message>
    <message>
        <source>Sockets: %1</source>
        <translation>套接字：%1</translation>
    </message>
    <message>
        <source>rows shown: %1</source>
        <translation>显示行数：%1</translation>
    </message>
</context>
<context>
    <name>synscope::StateChips</name>
    <message>
        <source>Show or hide: %1</source>
        <translation>显示或隐藏：%1</translation>
    </message>
</context>
<context>
    <name>synscope::StateDiagramView</name>
    <message>
        <source>Saved: %1</source>
        <translation>已保存：%1</translation>
    </message>
    <message>
        <source>Diagram of states</source>
        <translation>状态图</translation>
    </message>
    <message>
        <source>Say at every arrow what causes it</source>
        <translation>标注每个箭头的起因</translation>
    </message>
    <message>
        <source>Save as a picture (SVG or PNG) …</source>
        <translation>保存为图片（SVG 或 PNG）…</translation>
    </message>
</context>
<context>
    <name>synscope::StateFilter</name>
    <message>
        <source>Show or hide: %1</source>
        <translation>显示或隐藏：%1</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
</context>
<context>
    <name>synscope::TargetBar</name>
    <message>
        <source>Host, address or URL</source>
        <translation>主机、地址或网址</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>协议</translation>
    </message>
    <message>
        <source>example.net, 192.0.2.7:22, https://…</source>
        <translation>example.net, 192.0.2.7:22, https://…</translation>
    </message>
    <message>
        <source>443 or https</source>
        <translation>443 或 https</translation>
    </message>
    <message>
        <source>By port</source>
        <translation>按端口</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Earlier targets</source>
        <translation>历史目标</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Diagnose</source>
        <translation>诊断</translation>
    </message>
</context>
<context>
    <name>synscope::ThroughputForm</name>
    <message>
        <source>Saved servers</source>
        <translation>已保存的服务器</translation>
    </message>
    <message>
        <source>Be the server</source>
        <translation>作为服务器</translation>
    </message>
    <message>
        <source>Look for SynScopes nearby</source>
        <translation>查找附近的 SynScope</translation>
    </message>
</context>
<context>
    <name>synscope::ThroughputPage</name>
    <message>
        <source>The server is busy; asked again in %1.</source>
        <translation>服务器繁忙，%1 后重试。</translation>
    </message>
    <message>
        <source>about %1 left</source>
        <translation>约剩 %1</translation>
    </message>
    <message>
        <source>How fast does it go, and why no faster?</source>
        <translation>速度有多快，为何没有更快？</translation>
    </message>
    <message>
        <source>Type a server above and press Start: any iperf3 server, or another SynScope that is the server. The answer names what held the rate, with the numbers that say so.</source>
        <translation>在上方输入服务器并按“开始”：任意 iperf3 服务器，或作为服务器的另一台 SynScope。结果会指出限制速率的原因及其依据的数值。</translation>
    </message>
    <message>
        <source>Measure this machine against itself</source>
        <translation>让本机自测</translation>
    </message>
    <message>
        <source>Be the server for another machine</source>
        <translation>作为另一台机器的服务器</translation>
    </message>
    <message>
        <source>Looking on the local network …</source>
        <translation>正在本地网络中查找…</translation>
    </message>
    <message>
        <source>None found. At the other machine: “Be the server”, and let it be found.</source>
        <translation>没有找到。请在另一台机器上选择“作为服务器”，并允许被发现。</translation>
    </message>
    <message>
        <source>Found: %1</source>
        <translation>已找到：%1</translation>
    </message>
    <message>
        <source>Look for another SynScope nearby</source>
        <translation>寻找附近的 SynScope</translation>
    </message>
</context>
<context>
    <name>synscope::ThroughputView</name>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Intervals (CSV) …</source>
        <translation>各时段（CSV）…</translation>
    </message>
    <message>
        <source>Everything (JSON) …</source>
        <translation>全部内容（JSON）…</translation>
    </message>
    <message>
        <source>Text as iperf3 writes it …</source>
        <translation>iperf3 格式文本…</translation>
    </message>
    <message>
        <source>Plots (PNG, SVG, PDF) …</source>
        <translation>图表（PNG、SVG、PDF）…</translation>
    </message>
    <message>
        <source>Over time</source>
        <translation>随时间变化</translation>
    </message>
    <message>
        <source>Why no faster</source>
        <translation>为何没有更快</translation>
    </message>
    <message>
        <source>Latency under load</source>
        <translation>负载下的时延</translation>
    </message>
    <message>
        <source>Intervals</source>
        <translation>各时段</translation>
    </message>
    <message>
        <source>Streams</source>
        <translation>各条流</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message numerus="yes">
        <source>%n tests compared</source>
        <translation>
            <numerusform>比较 %n 次测试</numerusform>
        </translation>
    </message>
    <message>
        <source>latency %1</source>
        <translation>时延 %1</translation>
    </message>
    <message>
        <source>CPU here %1</source>
        <translation>本端 CPU %1</translation>
    </message>
    <message>
        <source>there %1</source>
        <translation>对端 %1</translation>
    </message>
</context>
<context>
    <name>synscope::VerdictBanner</name>
    <message>
        <source>Stopped before anything could be said about %1</source>
        <translation>已停止，对 %1 尚无结论</translation>
    </message>
    <message>
        <source>Looking at %1 …</source>
        <translation>正在检查 %1 …</translation>
    </message>
    <message>
        <source>Stopped. What was found until then is below.</source>
        <translation>已停止。以下是停止前的发现。</translation>
    </message>
    <message>
        <source>%1 of %2 checks done · %3 · at most %4 more for this step</source>
        <translation>已完成 %1 / %2 项检查 · %3 · 这一步最多还需 %4</translation>
    </message>
    <message>
        <source>By %1</source>
        <translation>由 %1 造成</translation>
    </message>
    <message>
        <source>hop %1</source>
        <translation>第 %1 跳</translation>
    </message>
    <message>
        <source>after hop %1</source>
        <translation>第 %1 跳之后</translation>
    </message>
    <message>
        <source>Confidence: %1</source>
        <translation>把握程度：%1</translation>
    </message>
    <message>
        <source>Each check starts as soon as those before it have answered, several at once. The answer comes when it is sure; what is found until then is shown below.</source>
        <translation>前面的检查一有应答，后面的立即开始，多项同时进行。有把握时给出结论；在此之前的发现显示在下方。</translation>
    </message>
    <message>
        <source>Now: %1</source>
        <translation>正在进行：%1</translation>
    </message>
</context>
<context>
    <name>synscope::WorkbenchPage</name>
    <message>
        <source>Recording</source>
        <translation>记录</translation>
    </message>
</context>
</TS>
