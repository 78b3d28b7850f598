using SocketLab.Core.Payloads;
using SocketLab.Core.Payloads.Comparing;

namespace SocketLab.Web.ViewState.Comparing;

/// <summary>Two messages beside each other in rows: where they differ, and how much.</summary>
public sealed record Comparison
{
    /// <summary>Bytes a row.</summary>
    public const int Width = 8;

    /// <summary>Rows that a browser draws without a pause; what differs in more of them is told in the summary alone.</summary>
    public const int MaxRows = 1000;

    /// <summary>Rows around what differs that are drawn, so that one sees where it is.</summary>
    private const int RowsAround = 1;

    /// <summary>The rows; runs of rows that are the same are folded.</summary>
    public IReadOnlyList<CompareRow> Rows { get; private init; } = [];

    /// <summary>What differs, in a sentence.</summary>
    public string Summary { get; private init; } = "";

    /// <summary>Lays two messages beside each other.</summary>
    /// <param name="left">The message that is held.</param>
    /// <param name="right">The message that is looked at.</param>
    /// <param name="byPosition">Whether to compare place by place.</param>
    public static Comparison Of(ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right, bool byPosition)
    {
        var parts = byPosition ? ByteAlignment.ByPosition(left.Span, right.Span) : ByteAlignment.ByContent(left.Span, right.Span);
        var rows = Cut(parts).Select(row => Row(row, left.Span, right.Span)).ToList();
        var folded = Fold(rows);
        return new()
        {
            Rows = folded.Count > MaxRows ? folded[..MaxRows] : folded,
            Summary = Describe(parts, left.Length, right.Length, folded.Count > MaxRows),
        };
    }

    /// <summary>Cuts parts into rows of <see cref="Width"/> columns.</summary>
    private static List<List<AlignedPart>> Cut(IReadOnlyList<AlignedPart> parts)
    {
        var (rows, row, free) = (new List<List<AlignedPart>>(), new List<AlignedPart>(), Width);
        foreach (var part in parts)
        {
            var at = 0;
            while (at < part.Width)
            {
                var count = Math.Min(free, part.Width - at);
                row.Add(
                    new(
                        part.State,
                        part.Left + Math.Min(at, part.LeftCount),
                        Math.Min(count, part.LeftCount),
                        part.Right + Math.Min(at, part.RightCount),
                        Math.Min(count, part.RightCount)
                    )
                );
                (at, free) = (at + count, free - count);
                if (free == 0)
                {
                    rows.Add(row);
                    (row, free) = ([], Width);
                }
            }
        }

        if (row.Count > 0)
        {
            rows.Add(row);
        }

        return rows;
    }

    private static CompareRow Row(List<AlignedPart> parts, ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var (mine, other) = (new List<CompareRun>(), new List<CompareRun>());
        foreach (var part in parts)
        {
            mine.Add(Run(left.Slice(part.Left, part.LeftCount), part));
            other.Add(Run(right.Slice(part.Right, part.RightCount), part));
        }

        var state = parts.Find(part => part.State != AlignedState.Same).State;
        return new(new(parts[0].Left, mine), new(parts[0].Right, other), state);
    }

    private static CompareRun Run(ReadOnlySpan<byte> bytes, AlignedPart part)
    {
        if (bytes.IsEmpty)
        {
            return new(string.Concat(Enumerable.Repeat("-- ", part.Width)), new string(' ', part.Width), IsMarked: true);
        }

        var row = HexDump.Rows(bytes, bytes.Length)[0];
        return new(row.Hex + " ", row.Ascii, part.State != AlignedState.Same);
    }

    /// <summary>Rows that are the same and not beside one that is not become one that says how many bytes they have.</summary>
    private static List<CompareRow> Fold(List<CompareRow> rows)
    {
        var folded = new List<CompareRow>();
        var at = 0;
        while (at < rows.Count)
        {
            var end = at;
            while (end < rows.Count && rows[end].State == AlignedState.Same)
            {
                end++;
            }

            var (from, to) = (at == 0 ? at : at + RowsAround, end == rows.Count ? end : end - RowsAround);
            if (to - from < 3)
            {
                (from, to) = (end, end);
            }

            folded.AddRange(rows[at..from]);
            if (to > from)
            {
                folded.Add(rows[from] with { Folded = Math.Min((to - from) * Width, BytesOf(rows[from..to])) });
                folded.AddRange(rows[to..end]);
            }

            if (end < rows.Count)
            {
                folded.Add(rows[end++]);
            }

            at = end;
        }

        return folded;
    }

    private static int BytesOf(List<CompareRow> rows) => rows.Sum(row => row.Left.Runs.Sum(run => run.Text.Length));

    private static string Describe(IReadOnlyList<AlignedPart> parts, int left, int right, bool isCut)
    {
        var sums = new int[4];
        foreach (var part in parts)
        {
            sums[(int)part.State] += part.Width;
        }

        string?[] told =
        [
            sums[1] > 0 ? $"{Bytes(sums[1])} {(sums[1] == 1 ? "differs" : "differ")}" : null,
            sums[2] > 0 ? $"{Bytes(sums[2])} only in the first" : null,
            sums[3] > 0 ? $"{Bytes(sums[3])} only in the second" : null,
        ];
        var differences = told.OfType<string>().ToList();
        var text =
            differences.Count == 0
                ? $"The two are the same: {Bytes(sums[0])}."
                : string.Join(", ", differences) + $", of {Of(left, right)}.";
        text += Math.Max(left, right) > ByteAlignment.MaxBytes ? " Only the first 64 KiB were compared." : "";
        return text + (isCut ? $" The first {Number(MaxRows)} rows are shown." : "");
    }

    private static string Of(int left, int right) => left == right ? Bytes(left) : $"{Number(left)} and {Bytes(right)}";

    private static string Bytes(int count) => $"{Number(count)} {(count == 1 ? "byte" : "bytes")}";
}
