namespace SocketLab.Web.ViewState.Boundaries;

/// <summary>What went one way, on one axis of bytes: each send, and each receive below it. Never changes.</summary>
public sealed record BoundaryAxis
{
    private BoundaryAxis() { }

    /// <summary>The sends, in order.</summary>
    public required IReadOnlyList<BoundaryPiece> Sends { get; init; }

    /// <summary>The receives, in order of their place on the axis.</summary>
    public required IReadOnlyList<BoundaryPiece> Receives { get; init; }

    /// <summary>The sends of which nothing arrived, by their index; datagrams alone can be lost.</summary>
    public IReadOnlySet<int> Lost { get; private init; } = new HashSet<int>();

    /// <summary>Received datagrams whose send is not kept, or was nobody's here.</summary>
    public int Unpaired { get; private init; }

    /// <summary>Receives that join bytes of several sends.</summary>
    public int Joined { get; private init; }

    /// <summary>Sends whose bytes came in several receives.</summary>
    public int Cut { get; private init; }

    /// <summary>Bytes that were sent and not yet received.</summary>
    public long UnderWay { get; private init; }

    /// <summary>Whether it is of datagrams.</summary>
    public bool IsDatagrams { get; private init; }

    /// <summary>The first byte on the axis.</summary>
    public long First => Math.Min(Sends.Count > 0 ? Sends[0].Start : long.MaxValue, Receives.Count > 0 ? Receives[0].Start : long.MaxValue);

    /// <summary>Behind the last byte on the axis.</summary>
    public long End => Math.Max(Sends.Count > 0 ? Sends[^1].PlaceEnd : 0, Receives.Count > 0 ? Receives[^1].PlaceEnd : 0);

    /// <summary>Whether there is anything.</summary>
    public bool IsEmpty => Sends.Count + Receives.Count == 0;

    /// <summary>Nothing.</summary>
    public static BoundaryAxis Empty { get; } = OfStream([], []);

    /// <summary>A direction of a stream: offsets say where each piece stands.</summary>
    public static BoundaryAxis OfStream(IReadOnlyList<BoundaryPiece> sends, IReadOnlyList<BoundaryPiece> receives) =>
        new()
        {
            Sends = sends,
            Receives = receives,
            Joined = receives.Count(one => CountOf(sends, one) > 1),
            Cut = sends.Count(one => CountOf(receives, one) > 1),
            UnderWay = Math.Max(0, (sends.Count > 0 ? sends[^1].End : 0) - (receives.Count > 0 ? receives[^1].End : 0)),
        };

    /// <summary>Datagrams, one behind the other as they were sent: what arrived stands below what was sent.</summary>
    public static BoundaryAxis OfDatagrams(IReadOnlyList<BoundaryPiece> sends, IReadOnlyList<BoundaryPiece> receives)
    {
        var (placed, arrived, lost) = (new BoundaryPiece[sends.Count], new List<BoundaryPiece>(), new HashSet<int>());
        var pairs = DatagramPairing.Pair(sends, receives);
        var at = 0L;
        for (var i = 0; i < sends.Count; i++)
        {
            placed[i] = sends[i] with { Start = at };
            at = placed[i].End;
            if (pairs[i] >= 0)
            {
                arrived.Add(receives[pairs[i]] with { Start = placed[i].Start });
            }
            else
            {
                lost.Add(i);
            }
        }

        return new()
        {
            Sends = placed,
            Receives = arrived,
            Lost = lost,
            Unpaired = receives.Count - arrived.Count,
            IsDatagrams = true,
        };
    }

    /// <summary>The pieces that have a place between two bytes: the index of the first, and how many.</summary>
    public static (int Index, int Count) Within(IReadOnlyList<BoundaryPiece> pieces, long from, long to)
    {
        int low = 0,
            high = pieces.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = pieces[middle].PlaceEnd > from ? (low, middle) : (middle + 1, high);
        }

        var end = low;
        while (end < pieces.Count && pieces[end].Start < to)
        {
            end++;
        }

        return (low, end - low);
    }

    private static int CountOf(IReadOnlyList<BoundaryPiece> pieces, BoundaryPiece one) => Within(pieces, one.Start, one.End).Count;
}
