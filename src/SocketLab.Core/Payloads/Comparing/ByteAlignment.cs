namespace SocketLab.Core.Payloads.Comparing;

/// <summary>Two runs of bytes laid beside each other: which bytes are the same, which differ, and which only one of them has.</summary>
public static class ByteAlignment
{
    /// <summary>Bytes of each side that are compared at most.</summary>
    public const int MaxBytes = 64 << 10;

    /// <summary>
    /// Bytes that may have to be taken out or put in to make one from the other. Runs that differ more are laid beside each other byte by
    /// byte between what they have in common at both ends. It bounds what a comparison costs: a quarter of a million steps remembered.
    /// </summary>
    public const int MaxEdits = 500;

    /// <summary>Compares position by position: the byte at a place with the byte at the same place.</summary>
    public static IReadOnlyList<AlignedPart> ByPosition(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var parts = new List<AlignedPart>();
        left = Cut(left);
        right = Cut(right);
        AddBeside(parts, left, right, 0, 0);
        return parts;
    }

    /// <summary>Compares such that bytes that were put in or taken out do not make all behind them differ (Myers 1986).</summary>
    public static IReadOnlyList<AlignedPart> ByContent(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var parts = new List<AlignedPart>();
        left = Cut(left);
        right = Cut(right);
        var start = left.CommonPrefixLength(right);
        var end = 0;
        while (end < Math.Min(left.Length, right.Length) - start && left[^(end + 1)] == right[^(end + 1)])
        {
            end++;
        }

        Add(parts, AlignedState.Same, 0, start, 0, start);
        var middleLeft = left[start..^end];
        var middleRight = right[start..^end];
        if (Trace(middleLeft, middleRight) is { } trace)
        {
            Follow(parts, trace, middleLeft.Length, middleRight.Length, start);
        }
        else
        {
            AddBeside(parts, middleLeft, middleRight, start, start);
        }

        Add(parts, AlignedState.Same, left.Length - end, end, right.Length - end, end);
        return parts;
    }

    private static ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> bytes) => bytes[..Math.Min(bytes.Length, MaxBytes)];

    /// <summary>
    /// For each number of edits, how far each diagonal reaches; null where <see cref="MaxEdits"/> do not suffice. Diagonal k is where the
    /// place on the left is k ahead of the one on the right.
    /// </summary>
    private static List<int[]>? Trace(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var trace = new List<int[]>();
        var before = Array.Empty<int>();
        for (var edits = 0; edits <= MaxEdits; edits++)
        {
            // Diagonals -edits-2 to edits+2, so that neighbours need no check.
            var reach = new int[(2 * edits) + 5];
            for (var k = -edits; k <= edits; k += 2)
            {
                var at = edits == 0 ? 0 : Furthest(before, edits, k);
                at += left[Math.Min(at, left.Length)..].CommonPrefixLength(right[Math.Clamp(at - k, 0, right.Length)..]);
                reach[k + edits + 2] = at;
                if (at == left.Length && at - k == right.Length)
                {
                    trace.Add(reach);
                    return trace;
                }
            }

            trace.Add(reach);
            before = reach;
        }

        return null;
    }

    /// <summary>Where diagonal <paramref name="k"/> begins with one edit more: what reaches further.</summary>
    private static int Furthest(int[] before, int edits, int k)
    {
        var (above, below) = Neighbours(before, edits, k);
        return IsPutIn(above, below, edits, k) ? above : below + 1;
    }

    /// <summary>How far the diagonals on both sides reach with one edit less.</summary>
    private static (int Above, int Below) Neighbours(int[] before, int edits, int k) => (before[k + edits + 2], before[k + edits]);

    private static bool IsPutIn(int above, int below, int edits, int k) => k == -edits || (k != edits && below < above);

    private static void Follow(List<AlignedPart> parts, List<int[]> trace, int left, int right, int offset)
    {
        var steps = new Stack<(AlignedState State, int Left, int Right, int Count)>();
        for (var edits = trace.Count - 1; edits >= 0; edits--)
        {
            var k = left - right;
            if (edits == 0)
            {
                steps.Push((AlignedState.Same, 0, 0, left));
                break;
            }

            var (above, below) = Neighbours(trace[edits - 1], edits, k);
            var isPutIn = IsPutIn(above, below, edits, k);
            var (fromLeft, fromRight) = isPutIn ? (above, above - k - 1) : (below, below - k + 1);
            var (midLeft, midRight) = isPutIn ? (fromLeft, fromRight + 1) : (fromLeft + 1, fromRight);
            steps.Push((AlignedState.Same, midLeft, midRight, left - midLeft));
            steps.Push((isPutIn ? AlignedState.OnlyRight : AlignedState.OnlyLeft, fromLeft, fromRight, 1));
            (left, right) = (fromLeft, fromRight);
        }

        var (outLeft, outRight, outStartLeft, outStartRight) = (0, 0, 0, 0);
        foreach (var step in steps)
        {
            if (step.Count == 0)
            {
                continue;
            }

            if (outLeft + outRight == 0)
            {
                (outStartLeft, outStartRight) = (step.Left, step.Right);
            }

            if (step.State == AlignedState.Same)
            {
                AddReplaced(parts, offset + outStartLeft, outLeft, offset + outStartRight, outRight);
                (outLeft, outRight) = (0, 0);
                Add(parts, AlignedState.Same, offset + step.Left, step.Count, offset + step.Right, step.Count);
            }
            else
            {
                (outLeft, outRight) = (
                    outLeft + (step.State == AlignedState.OnlyLeft ? 1 : 0),
                    outRight + (step.State == AlignedState.OnlyRight ? 1 : 0)
                );
            }
        }

        AddReplaced(parts, offset + outStartLeft, outLeft, offset + outStartRight, outRight);
    }

    /// <summary>Bytes taken out where others were put in are bytes that changed, as far as there are as many.</summary>
    private static void AddReplaced(List<AlignedPart> parts, int left, int leftCount, int right, int rightCount)
    {
        var both = Math.Min(leftCount, rightCount);
        Add(parts, AlignedState.Different, left, both, right, both);
        Add(parts, AlignedState.OnlyLeft, left + both, leftCount - both, right + both, 0);
        Add(parts, AlignedState.OnlyRight, left + both, 0, right + both, rightCount - both);
    }

    private static void AddBeside(List<AlignedPart> parts, ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, int leftAt, int rightAt)
    {
        var both = Math.Min(left.Length, right.Length);
        var at = 0;
        while (at < both)
        {
            var same = left[at..both].CommonPrefixLength(right[at..both]);
            Add(parts, AlignedState.Same, leftAt + at, same, rightAt + at, same);
            at += same;
            var different = 0;
            while (at + different < both && left[at + different] != right[at + different])
            {
                different++;
            }

            Add(parts, AlignedState.Different, leftAt + at, different, rightAt + at, different);
            at += different;
        }

        Add(parts, AlignedState.OnlyLeft, leftAt + both, left.Length - both, rightAt + both, 0);
        Add(parts, AlignedState.OnlyRight, leftAt + both, 0, rightAt + both, right.Length - both);
    }

    private static void Add(List<AlignedPart> parts, AlignedState state, int left, int leftCount, int right, int rightCount)
    {
        if (leftCount + rightCount > 0)
        {
            parts.Add(new(state, left, leftCount, right, rightCount));
        }
    }
}
