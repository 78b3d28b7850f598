using System.Text;
using SocketLab.Core.Payloads.Comparing;
using SocketLab.Web.ViewState.Comparing;

namespace SocketLab.Web.Tests.ViewState.Comparing;

/// <summary>Two messages in rows.</summary>
public sealed class ComparisonTests
{
    [Fact]
    public void What_differs_is_marked_and_told()
    {
        var comparison = Of("temp=20 ok", "temp=21 ok");
        Assert.Equal("1 byte differs, of 10 bytes.", comparison.Summary);
        Assert.Equal([AlignedState.Different, AlignedState.Same], comparison.Rows.Select(row => row.State));
        Assert.Equal("≠", comparison.Rows[0].Sign);
        var marked = Assert.Single(comparison.Rows[0].Right.Runs, run => run.IsMarked);
        Assert.Equal(("31 ", "1"), (marked.Hex, marked.Text));
    }

    [Fact]
    public void What_only_one_has_leaves_a_place_on_the_other_side()
    {
        var comparison = Of("abcd", "abXXcd");
        Assert.Equal("2 bytes only in the second, of 4 and 6 bytes.", comparison.Summary);
        Assert.Equal("+", comparison.Rows[0].Sign);
        Assert.Equal(("-- -- ", "  "), (comparison.Rows[0].Left.Runs[1].Hex, comparison.Rows[0].Left.Runs[1].Text));
        Assert.Equal("2 bytes differ, 2 bytes only in the second, of 4 and 6 bytes.", Of("abcd", "abXXcd", byPosition: true).Summary);
    }

    [Fact]
    public void Equal_ones_are_said_to_be_and_folded()
    {
        var comparison = Of(new string('x', 100), new string('x', 100));
        Assert.Equal("The two are the same: 100 bytes.", comparison.Summary);
        Assert.Equal(100, Assert.Single(comparison.Rows).Folded);
        Assert.Empty(Of("", "").Rows);
    }

    [Fact]
    public void Rows_that_are_the_same_are_folded_but_for_those_around_a_difference()
    {
        var comparison = Of(new string('x', 80) + "1" + new string('y', 79), new string('x', 80) + "2" + new string('y', 79));
        Assert.Equal([72, 0, 0, 0, 64], comparison.Rows.Select(row => row.Folded));
        Assert.Equal(80, comparison.Rows[2].Left.Offset);
    }

    /// <summary>Whatever the two are, both are there whole: drawn, or counted where they are folded.</summary>
    [Fact]
    public void Nothing_of_either_side_gets_lost()
    {
        var random = new Random(29);
        for (var i = 0; i < 300; i++)
        {
            var left = new byte[random.Next(200)];
            var right = new byte[random.Next(200)];
            random.NextBytes(left);
            left.AsSpan(0, Math.Min(left.Length, right.Length)).CopyTo(right);
            for (var edits = random.Next(4); edits > 0 && right.Length > 0; edits--)
            {
                right[random.Next(right.Length)]++;
            }

            var comparison = Comparison.Of(left, right, byPosition: i % 2 == 0);
            Assert.Equal(left.Length, BytesOf(comparison, row => row.Left));
            Assert.Equal(right.Length, BytesOf(comparison, row => row.Right));
        }
    }

    [Fact]
    public void Long_ones_are_bounded_and_say_so()
    {
        var (left, right) = (new byte[100_000], new byte[100_000]);
        Array.Fill(right, (byte)1);
        var comparison = Comparison.Of(left, right, byPosition: false);
        Assert.Equal(Comparison.MaxRows, comparison.Rows.Count);
        Assert.Contains(
            "Only the first 64 KiB were compared. The first 1,000 rows are shown.",
            comparison.Summary,
            StringComparison.Ordinal
        );
    }

    private static int BytesOf(Comparison comparison, Func<CompareRow, CompareSide> side) =>
        comparison.Rows.Sum(row => row.Folded > 0 ? row.Folded : side(row).Runs.Sum(run => run.Hex.StartsWith('-') ? 0 : run.Text.Length));

    private static Comparison Of(string left, string right, bool byPosition = false) =>
        Comparison.Of(Encoding.ASCII.GetBytes(left), Encoding.ASCII.GetBytes(right), byPosition);
}
