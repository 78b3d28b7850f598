using System.Globalization;
using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;
using SocketLab.Core.Payloads;

namespace SocketLab.Interop.Tests;

/// <summary>
/// A machine with three addresses of IPv4 and two of IPv6, asked at each of them from another one by programs that take answers from the
/// address alone that they asked.
/// </summary>
public sealed class ManyAddressesTests
{
    private static readonly string[] V4 = ["10.85.1.10", "10.85.1.11", "10.85.2.1"];
    private static readonly string[] V6 = ["fd85::10", "fd85::11"];

    private static readonly string[] Network =
    [
        "link set lo up",
        "link add lab0 type veth peer name lab1",
        "link set lab0 up",
        "addr add 10.85.1.10/24 dev lab0",
        "addr add 10.85.1.11/24 dev lab0",
        "addr add 10.85.2.1/24 dev lab0",
        "-6 addr add fd85::10/64 dev lab0 nodad",
        "-6 addr add fd85::11/64 dev lab0 nodad",
    ];

    /// <summary>An answer to a question of DNS (RFC 1035): the id and the question of it, and one address.</summary>
    private static readonly ReplyRule Dns = Regex(
        @"^(..).{10}(.*?\x00\x00\x01\x00\x01)$",
        @"$1\x81\x80\x00\x01\x00\x01\x00\x00\x00\x00$2\xc0\x0c\x00\x01\x00\x01\x00\x00\x00\x3c\x00\x04\x0a\x01\x02\x03"
    );

    /// <summary>The question of SNMP sent back as a response (RFC 3416): its value is null.</summary>
    private static readonly ReplyRule Snmp = Regex(@"^(.*?public)\xa0(.*)$", @"$1\xa2$2");

    /// <summary>The first block, which is the last one, of any file (RFC 1350).</summary>
    private static readonly ReplyRule Tftp = Regex(@"^\x00\x01", @"\x00\x03\x00\x01from a file");

    /// <summary>An answer of a server of stratum 1 with the time of the question in it (RFC 5905, 7.3).</summary>
    private static readonly ReplyRule Ntp = Regex(
        @"^.{40}(.{8})$",
        @"\x24\x01\x03\xec\x00\x00\x00\x00\x00\x00\x00\x00LAB\x00"
            + @"\xec\x00\x00\x00\x00\x00\x00\x00$1\xec\x00\x00\x01\x00\x00\x00\x00\xec\x00\x00\x01\x00\x00\x00\x00"
    );

    [Theory]
    [InlineData("::")]
    [InlineData("0.0.0.0")]
    public async Task Each_address_answers_from_itself(string bound)
    {
        string[] addresses = bound == "::" ? [.. V4, .. V6] : V4;
        await using var lab = new EndpointLab();
        var said = await NetworkNamespace.RunAsync(Network, () =>
        {
            using var other = new OtherHost();
            other.Take("lab1");
            other.Ip("link set lab1 up");
            other.Ip("addr add 10.85.1.2/24 dev lab1");
            other.Ip("route add 10.85.2.0/24 dev lab1 src 10.85.1.2");
            other.Ip("-6 addr add fd85::2/64 dev lab1 nodad");
            NetworkNamespace.AwaitOwn("fd85::10");
            NetworkNamespace.AwaitOwn("fd85::11");
            var (dns, snmp, tftp, echo) = (
                Listen(lab, bound, Dns),
                Listen(lab, bound, Snmp),
                Listen(lab, bound, Tftp),
                Listen(lab, bound, new() { Echo = true })
            );

            // Nobody can say another port to ntpdig.
            Listen(lab, bound, Ntp, 123);
            var script = string.Concat(
                addresses.Select(address =>
                    $"""
                        (dig -p {dns} @{address} lab.example A +noedns +short +tries=3 +time=5 | sed 's/^/dig {address} /') &
                        (snmpget -v2c -c public -r3 -t5 -On {(
                            address.Contains(':') ? $"udp6:[{address}]:{snmp}" : $"udp:{address}:{snmp}"
                        )} 1.3.6.1.2.1.1.1.0 2>&1 | sed 's/^/snmpget {address} /') &
                        (tftp -m octet {address} {tftp} -c get any /dev/stdout 2>&1 | sed 's/^/tftp {address} /') &
                        (ntpdig -t 5 {address} 2>&1 | sed 's/^/ntpdig {address} /') &
                        (printf 'hello\n' | nc -u -w2 {address} {echo} | sed 's/^/nc {address} /') &

                        """
                )
            );
            return other.Run("sh", "-c", script + "wait");
        });
        foreach (var address in addresses)
        {
            Assert.Contains($"dig {address} 10.1.2.3\n", said, StringComparison.Ordinal);
            Assert.Contains($"snmpget {address} .1.3.6.1.2.1.1.1.0 = NULL\n", said, StringComparison.Ordinal);
            Assert.Contains($"tftp {address} from a file", said, StringComparison.Ordinal);
            Assert.Matches($@"ntpdig {address} 20\d\d-\d\d-\d\d .*s1 ", said);
            Assert.Contains($"nc {address} hello\n", said, StringComparison.Ordinal);
        }

        // Nothing was refused: no peer got what it did not wait for.
        Assert.All(lab.Supervisor.List(), endpoint => Assert.Empty(endpoint.Journal.Events(EventType.PortUnreachable)));
    }

    private static ReplyRule Regex(string question, string answer) =>
        new()
        {
            When = new() { Type = ReplyMatch.Regex, Value = "(?s)" + question },
            Payload = new() { Data = answer, Encoding = PayloadEncoding.Latin1 },
        };

    private static string Listen(EndpointLab lab, string bound, ReplyRule rule, int port = 0)
    {
        var started = lab.StartAsync(
            new()
            {
                Kind = EndpointKind.UdpListener,
                Local = new() { Address = bound, Port = port },
                Reply = [rule],
            }
        );
        Assert.True(started.IsCompletedSuccessfully, "The socket has to be made on this thread.");
        return started.GetAwaiter().GetResult().Bound!.Port.ToString(CultureInfo.InvariantCulture);
    }
}
