using SocketLab.Core.Numbers;

namespace SocketLab.Core.Transport.Linux;

/// <summary>
/// How many datagrams the kernel refused before it looked for a socket to give them to, or instead: totals of the machine, IPv4 and IPv6
/// together (proc(5): net/snmp, net/snmp6). It does not tell whom they were for.
/// </summary>
/// <param name="Checksum">Those with a wrong checksum.</param>
/// <param name="Malformed">Those refused for anything else but a full receive buffer, such as a length that cannot be.</param>
internal readonly record struct RefusedDatagrams(long Checksum, long Malformed)
{
    /// <summary>Of the thread that asks: a network namespace of its own has tables of its own.</summary>
    private const string Folder = "/proc/thread-self/net/";

    /// <summary>None.</summary>
    public bool IsNone => Checksum == 0 && Malformed == 0;

    /// <summary>The totals since the machine started; none where the system does not tell.</summary>
    public static RefusedDatagrams Read()
    {
        try
        {
            return Parse(File.ReadLines(Folder + "snmp"), File.ReadLines(Folder + "snmp6"));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return default;
        }
    }

    /// <summary>What came since <paramref name="before"/>. Totals that are read while they grow may be one ahead of each other.</summary>
    public RefusedDatagrams Since(RefusedDatagrams before) =>
        new(Math.Max(0, Checksum - before.Checksum), Math.Max(0, Malformed - before.Malformed));

    /// <summary>The greater of each.</summary>
    public RefusedDatagrams AtLeast(RefusedDatagrams before) =>
        new(Math.Max(Checksum, before.Checksum), Math.Max(Malformed, before.Malformed));

    /// <summary>The first table has a line of names before each line of numbers, the second a name and a number on each line.</summary>
    internal static RefusedDatagrams Parse(IEnumerable<string> snmp, IEnumerable<string> snmp6)
    {
        string[][] udp =
        [
            .. snmp.Where(line => line.StartsWith("Udp: ", StringComparison.Ordinal))
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)),
        ];
        var v4 = udp is [var names, var numbers]
            ? names.Zip(numbers).Skip(1).ToDictionary(column => column.First, column => Number(column.Second))
            : [];
        var v6 = snmp6
            .Select(line => line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
            .Where(columns => columns.Length == 2 && columns[0].StartsWith("Udp6", StringComparison.Ordinal))
            .ToDictionary(columns => columns[0]["Udp6".Length..], columns => Number(columns[1]));
        var (one, other) = (Of(v4), Of(v6));
        return new(one.Checksum + other.Checksum, one.Malformed + other.Malformed);
    }

    /// <summary>The kernel counts wrong checksums and full buffers among the errors too.</summary>
    private static RefusedDatagrams Of(Dictionary<string, long> counts)
    {
        var checksum = counts.GetValueOrDefault("InCsumErrors");
        var full = counts.GetValueOrDefault("RcvbufErrors") + counts.GetValueOrDefault("MemErrors");
        return new(checksum, Math.Max(0, counts.GetValueOrDefault("InErrors") - checksum - full));
    }

    private static long Number(string text) => WholeNumber.TryRead<long>(text, out var number) ? number : 0;
}
