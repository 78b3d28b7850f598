using SocketLab.Core.Payloads.Comparing;

namespace SocketLab.Core.Tests.Payloads.Comparing;

/// <summary>Two messages beside each other.</summary>
public sealed class ByteAlignmentTests
{
    [Theory]
    [InlineData("", "", "")]
    [InlineData("abc", "abc", "=3")]
    [InlineData("abc", "aXc", "=1 ~1 =1")]
    [InlineData("abc", "abXc", "=2 >1 =1")]
    [InlineData("abXc", "abc", "=2 <1 =1")]
    [InlineData("abc", "", "<3")]
    [InlineData("head1tail", "headXXtail", "=4 ~1 >1 =4")]
    [InlineData("counter=1;load=20", "counter=2;load=21;x", "=8 ~1 =7 ~1 >2")]
    public void What_was_put_in_moves_nothing_else(string left, string right, string expected) =>
        Assert.Equal(expected, Written(ByteAlignment.ByContent(Bytes(left), Bytes(right))));

    [Theory]
    [InlineData("abc", "abXc", "=2 ~1 >1")]
    [InlineData("abcd", "aXcY", "=1 ~1 =1 ~1")]
    [InlineData("ab", "", "<2")]
    public void By_position_every_byte_stands_beside_that_of_its_place(string left, string right, string expected) =>
        Assert.Equal(expected, Written(ByteAlignment.ByPosition(Bytes(left), Bytes(right))));

    /// <summary>The parts say how to make one side of the other, whatever the two are.</summary>
    [Fact]
    public void The_parts_are_all_of_both_sides_and_true()
    {
        var random = new Random(13);
        for (var i = 0; i < 2000; i++)
        {
            var (left, right) = Pair(random);
            AssertTrue(left, right, ByteAlignment.ByContent(left, right));
            AssertTrue(left, right, ByteAlignment.ByPosition(left, right));
        }
    }

    /// <summary>As few bytes are taken out and put in as can be, as a table of all ways says.</summary>
    [Fact]
    public void No_shorter_way_from_one_to_the_other_is_overlooked()
    {
        var random = new Random(17);
        for (var i = 0; i < 500; i++)
        {
            var (left, right) = Pair(random);
            var edits = ByteAlignment
                .ByContent(left, right)
                .Sum(part => part.State == AlignedState.Same ? 0 : part.LeftCount + part.RightCount);
            Assert.Equal(FewestEdits(left, right), edits);
        }
    }

    [Fact]
    public void Long_ones_that_differ_throughout_are_compared_by_position_and_soon()
    {
        var random = new Random(19);
        var (left, right) = (new byte[ByteAlignment.MaxBytes + 100], new byte[ByteAlignment.MaxBytes]);
        random.NextBytes(left);
        random.NextBytes(right);
        var parts = ByteAlignment.ByContent(left, right);
        AssertTrue(left[..ByteAlignment.MaxBytes], right, parts);
        Assert.DoesNotContain(parts, part => part.State is AlignedState.OnlyLeft or AlignedState.OnlyRight);
    }

    private static (byte[] Left, byte[] Right) Pair(Random random)
    {
        var left = new byte[random.Next(30)];
        for (var i = 0; i < left.Length; i++)
        {
            left[i] = (byte)random.Next(4);
        }

        var right = new List<byte>(left);
        for (var i = random.Next(6); i > 0; i--)
        {
            var at = random.Next(right.Count + 1);
            if (random.Next(3) == 0 || at == right.Count)
            {
                right.Insert(at, (byte)random.Next(4));
            }
            else if (random.Next(2) == 0)
            {
                right.RemoveAt(at);
            }
            else
            {
                right[at] = (byte)random.Next(4);
            }
        }

        return (left, [.. right]);
    }

    private static void AssertTrue(byte[] left, byte[] right, IReadOnlyList<AlignedPart> parts)
    {
        var (atLeft, atRight) = (0, 0);
        foreach (var part in parts)
        {
            Assert.Equal((atLeft, atRight), (part.Left, part.Right));
            var mine = left.AsSpan(part.Left, part.LeftCount);
            var other = right.AsSpan(part.Right, part.RightCount);
            switch (part.State)
            {
                case AlignedState.Same:
                    Assert.True(mine.SequenceEqual(other) && part.Width > 0);
                    break;
                case AlignedState.Different:
                    Assert.True(part.LeftCount == part.RightCount && part.Width > 0);
                    break;
                default:
                    Assert.True(part.State == AlignedState.OnlyLeft ? part.RightCount == 0 : part.LeftCount == 0);
                    break;
            }

            (atLeft, atRight) = (atLeft + part.LeftCount, atRight + part.RightCount);
        }

        Assert.Equal((left.Length, right.Length), (atLeft, atRight));
    }

    private static int FewestEdits(byte[] left, byte[] right)
    {
        var table = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            for (var j = 0; j <= right.Length; j++)
            {
                table[i, j] =
                    i == 0 || j == 0 ? i + j
                    : left[i - 1] == right[j - 1] ? table[i - 1, j - 1]
                    : 1 + Math.Min(table[i - 1, j], table[i, j - 1]);
            }
        }

        return table[left.Length, right.Length];
    }

    private static byte[] Bytes(string text) => System.Text.Encoding.ASCII.GetBytes(text);

    private static string Written(IReadOnlyList<AlignedPart> parts) =>
        string.Join(' ', parts.Select(part => $"{"=~<>"[(int)part.State]}{part.Width}"));
}
