using System.Text.Json;

namespace SocketLab.Core.Dissecting;

/// <summary>Makes of sharkd's tree of a packet the tree of an entry: positions count in the entry's payload.</summary>
internal sealed class DissectedTree
{
    /// <summary>Lines that one tree has at most: beyond, it says that some are left out.</summary>
    private const int MaxFields = 20_000;

    private const int MaxDepth = 28;

    /// <summary>What was made for the file alone says nothing about the entry.</summary>
    private static readonly string[] FileProtocols = ["frame", "exported_pdu", "pkt_comment"];

    /// <summary>The last header in front of the payload.</summary>
    private static readonly string[] LastHeaders = ["tcp", "udp", "exported_pdu"];

    private readonly DissectorFile.Place _place;
    private int _head;
    private (int Source, int Start, int Length)? _joined;
    private int _fields;

    private DissectedTree(DissectorFile.Place place) => _place = place;

    /// <summary>Reads the tree.</summary>
    /// <exception cref="DissectorException">It is none.</exception>
    public static IReadOnlyList<DissectedField> Read(JsonElement frame, DissectorFile.Place place)
    {
        try
        {
            var tree = new DissectedTree(place);
            return frame.TryGetProperty("tree", out var lines) ? tree.Read(lines) : [];
        }
        catch (Exception error) when (error is InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw new DissectorException(DissectorFault.Failed);
        }
    }

    private List<DissectedField> Read(JsonElement lines)
    {
        foreach (var line in lines.EnumerateArray())
        {
            if (_head == 0 && LastHeaders.Contains(FieldOf(line)) && RangeOf(line) is { } header)
            {
                _head = header.Start + header.Length;
            }

            _joined ??= JoinedIn(line);
        }

        return ReadLines(lines.EnumerateArray().Where(line => !FileProtocols.Contains(FieldOf(line))), 0);
    }

    private List<DissectedField> ReadLines(IEnumerable<JsonElement> lines, int depth)
    {
        var read = new List<DissectedField>();
        foreach (var line in lines)
        {
            if (++_fields > MaxFields || depth > MaxDepth)
            {
                read.Add(new("Further lines are left out.", null) { IsGenerated = true });
                break;
            }

            var range = InEntry(line);
            read.Add(
                new(line.TryGetProperty("l", out var label) ? label.GetString()! : "", FieldOf(line))
                {
                    Value = ValueOf(line),
                    Position = range?.Start,
                    Length = range?.Length,
                    IsGenerated = line.TryGetProperty("g", out _),
                    IsSuspicious = line.TryGetProperty("s", out var severity) && severity.GetString() is "Warning" or "Error",
                    Children = line.TryGetProperty("n", out var below) ? ReadLines(below.EnumerateArray(), depth + 1) : [],
                }
            );
        }

        return read;
    }

    /// <summary>Where this packet's part of a message of several segments is in it; null when the line is about something else.</summary>
    private (int Source, int Start, int Length)? JoinedIn(JsonElement line)
    {
        if (!line.TryGetProperty("n", out var below))
        {
            return null;
        }

        foreach (var part in below.EnumerateArray())
        {
            if (
                FieldOf(part) == "tcp.segment"
                && part.TryGetProperty("fnum", out var packet)
                && packet.GetInt64() == _place.Packet
                && RangeOf(part) is { } range
            )
            {
                return (SourceOf(part), range.Start, range.Length);
            }
        }

        return null;
    }

    /// <summary>The bytes of a line as far as they are in the entry.</summary>
    private (int Start, int Length)? InEntry(JsonElement line)
    {
        if (RangeOf(line) is not { } range)
        {
            return null;
        }

        var (start, end) = (range.Start, range.Start + range.Length);
        if (SourceOf(line) == 0)
        {
            return start < _head ? null : Clip(start - _head + _place.Start, end - _head + _place.Start);
        }

        return _joined is { } joined && joined.Source == SourceOf(line)
            ? Clip(
                Math.Max(start, joined.Start) - joined.Start + _place.Start,
                Math.Min(end, joined.Start + joined.Length) - joined.Start + _place.Start
            )
            : null;
    }

    private (int Start, int Length)? Clip(int start, int end)
    {
        end = Math.Min(end, _place.Length);
        return start >= 0 && start < end ? (start, end - start) : null;
    }

    private static (int Start, int Length)? RangeOf(JsonElement line) =>
        line.TryGetProperty("h", out var range) ? (range[0].GetInt32(), range[1].GetInt32()) : null;

    private static int SourceOf(JsonElement line) => line.TryGetProperty("ds", out var source) ? source.GetInt32() : 0;

    /// <summary>The name in front of a filter such as <c>dns.id == 0x1234</c>; null where there is none.</summary>
    private static string? FieldOf(JsonElement line) =>
        line.TryGetProperty("f", out var filter)
        && filter.GetString()!.Split(' ', 2)[0] is var name
        && name != "text"
        && !name.Contains('[')
            ? name
            : null;

    /// <summary>What stands behind the name in such a filter; null where nothing does.</summary>
    private static string? ValueOf(JsonElement line) =>
        FieldOf(line) is not null && line.GetProperty("f").GetString()!.Split(" == ", 2) is [_, var value] ? value : null;
}
