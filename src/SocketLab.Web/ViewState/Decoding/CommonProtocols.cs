namespace SocketLab.Web.ViewState.Decoding;

/// <summary>Protocols that people decode messages as most, by Wireshark's names. All its others can be typed.</summary>
public static class CommonProtocols
{
    /// <summary>The names, and what they stand for.</summary>
    public static IReadOnlyList<(string Name, string Title)> All { get; } =
    [
        ("amqp", "AMQP"),
        ("coap", "CoAP"),
        ("data", "Bytes as they are"),
        ("dhcp", "DHCP"),
        ("dns", "DNS"),
        ("dnp3", "DNP3"),
        ("ftp", "FTP"),
        ("gtp", "GTP"),
        ("http", "HTTP/1"),
        ("http2", "HTTP/2"),
        ("iec60870_104", "IEC 60870-5-104"),
        ("json", "JSON"),
        ("ldap", "LDAP"),
        ("mbtcp", "Modbus/TCP"),
        ("mqtt", "MQTT"),
        ("ntp", "NTP"),
        ("opcua", "OPC UA"),
        ("pgsql", "PostgreSQL"),
        ("radius", "RADIUS"),
        ("resp", "Redis"),
        ("rtcp", "RTCP"),
        ("rtp", "RTP"),
        ("rtsp", "RTSP"),
        ("sip", "SIP"),
        ("smtp", "SMTP"),
        ("snmp", "SNMP"),
        ("stun-udp", "STUN"),
        ("syslog", "Syslog"),
        ("tftp", "TFTP"),
        ("tls", "TLS"),
        ("websocket", "WebSocket"),
        ("xml", "XML"),
    ];
}
