<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>LatencyWords</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReportTextWords</name>
    <message numerus="yes">
        <source>%n handshake(s) of the test&apos;s own connections</source>
        <translation>
            <numerusform>%n handshake of the test&apos;s own connections</numerusform>
            <numerusform>%n handshakes of the test&apos;s own connections</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n acknowledgement(s) on its control connection</source>
        <translation>
            <numerusform>%n acknowledgement on its control connection</numerusform>
            <numerusform>%n acknowledgements on its control connection</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n delayed acknowledgement(s) left out</source>
        <translation>
            <numerusform>%n delayed acknowledgement left out</numerusform>
            <numerusform>%n delayed acknowledgements left out</numerusform>
        </translation>
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
</context>
<context>
    <name>ThroughputWords</name>
    <message numerus="yes">
        <source>%n stream(s)</source>
        <translation>
            <numerusform>%n stream</numerusform>
            <numerusform>%n streams</numerusform>
        </translation>
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
</context>
<context>
    <name>synscope::PlotBar</name>
    <message numerus="yes">
        <source>Last %n second(s)</source>
        <translation>
            <numerusform>Last second</numerusform>
            <numerusform>Last %n seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Last %n minute(s)</source>
        <translation>
            <numerusform>Last minute</numerusform>
            <numerusform>Last %n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Last %n hour(s)</source>
        <translation>
            <numerusform>Last hour</numerusform>
            <numerusform>Last %n hours</numerusform>
        </translation>
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
</context>
<context>
    <name>synscope::ThroughputView</name>
    <message numerus="yes">
        <source>%n tests compared</source>
        <translation>
            <numerusform>%n test</numerusform>
            <numerusform>%n tests compared</numerusform>
        </translation>
    </message>
</context>
</TS>
