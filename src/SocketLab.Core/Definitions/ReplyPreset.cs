using System.Globalization;
using System.Text;
using SocketLab.Core.Payloads;

namespace SocketLab.Core.Definitions;

/// <summary>Reply rules to start from.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Explanation">What it does, and what is different from a real server of that name.</param>
/// <param name="Rules">The rules.</param>
/// <param name="Udp">Whether it is for datagrams.</param>
/// <param name="Tcp">Whether it is for streams.</param>
public sealed record ReplyPreset(string Name, string Explanation, IReadOnlyList<ReplyRule> Rules, bool Udp = true, bool Tcp = true)
{
    private const int ChargenLine = 72;

    private static readonly ReplyCondition Connected = new() { Type = ReplyMatch.Connected };

    private static readonly PayloadText Now = new() { Data = @"{{time:dddd, MMMM d, yyyy HH:mm:ss}} UTC\r\n", Template = true };

    /// <summary>All of them, in the order to show them.</summary>
    public static IReadOnlyList<ReplyPreset> All { get; } =
    [
        new("Echo", "Sends every message back as it came (RFC 862).", [new ReplyRule { Echo = true }]),
        new("Discard", "Receives and counts every message, and never answers (RFC 863).", [new ReplyRule()]),
        new(
            "Daytime, on connect",
            "Says the date and time when a connection opens, and closes it, as a server of TCP port 13 does (RFC 867).",
            [
                new ReplyRule
                {
                    When = Connected,
                    Payload = Now,
                    CloseAfter = true,
                },
            ],
            Udp: false
        ),
        new("Daytime", "Answers every message with the date and time (RFC 867).", [new ReplyRule { Payload = Now }]),
        new(
            "Greeting",
            "Speaks first when a connection opens, as servers of FTP, SMTP and SSH do. Write the greeting that is meant.",
            [
                new ReplyRule
                {
                    When = Connected,
                    Payload = new() { Data = "220 SocketLab ready", LineEnding = LineEnding.Crlf },
                },
            ],
            Udp: false
        ),
        new(
            "SNTP",
            "Answers a request for the time with this machine's (SNTP, RFC 4330): what the question says of its sending comes back in it.",
            [
                new ReplyRule
                {
                    When = new() { Type = ReplyMatch.Regex, Value = @"(?s)^[\x0b\x13\x1b\x23\xcb\xd3\xdb\xe3].{39}(.{8})" },
                    Payload = new()
                    {
                        Format = PayloadFormat.Hex,
                        Data = "24 01 04 ec  00 00 00 00  00 00 00 00  4c 4f 43 4c  {{ntpTime}} {{1}} {{ntpTime}} {{ntpTime}}",
                        Template = true,
                    },
                },
            ],
            Tcp: false
        ),
        new(
            "Character generator",
            "Answers every message with the 95 printable characters in 95 lines, 7,030 bytes (RFC 864). A real server of TCP port 19 goes "
                + "on without end, and one of UDP port 19 sends up to 512 bytes.",
            [new ReplyRule { Payload = new() { Data = Chargen(lines: 95) } }],
            Udp: false
        ),
        new(
            "Character generator, datagram",
            "Answers every datagram with six lines of printable characters, 444 bytes (RFC 864).",
            [new ReplyRule { Payload = new() { Data = Chargen(lines: 6) } }],
            Tcp: false
        ),
        new(
            "HTTP 200",
            "Answers an HTTP/1 request with 200 OK and a short text, then closes the connection (RFC 9112). For raw framing: the read that "
                + "begins with the request line is answered, and a body is not waited for.",
            [Http("HEAD", ""), Http("[A-Z]+", "Hello from SocketLab\n")],
            Udp: false
        ),
    ];

    /// <summary>Whether it fits endpoints of this kind.</summary>
    public bool IsFor(EndpointKind kind) => kind.IsUdp() ? Udp : Tcp;

    /// <summary>Head and answer are told apart, since an answer to HEAD has no body but its length (RFC 9110, 9.3.2).</summary>
    private static ReplyRule Http(string method, string body)
    {
        const string text = "Hello from SocketLab\n";
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {text.Length}\r\nConnection: close\r\n\r\n"
        );
        return new ReplyRule
        {
            When = new() { Type = ReplyMatch.Regex, Value = $@"^{method} \S+ HTTP/1\.[01]\r\n" },
            Payload = new() { Data = Escape(head + body) },
            CloseAfter = true,
        };
    }

    /// <summary>Lines of 72 printable characters and CR LF, each beginning one character later.</summary>
    private static string Chargen(int lines)
    {
        const char first = ' ',
            last = '~';
        var text = new StringBuilder();
        for (var line = 0; line < lines; line++)
        {
            for (var i = 0; i < ChargenLine; i++)
            {
                text.Append((char)(first + ((line + i) % (last - first + 1))));
            }

            text.Append("\r\n");
        }

        return Escape(text.ToString());
    }

    private static string Escape(string text) =>
        text.Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("\r", @"\r", StringComparison.Ordinal)
            .Replace("\n", @"\n", StringComparison.Ordinal);
}
