using SocketLab.Core.Numbers;

namespace SocketLab.Core.Tests.Numbers;

/// <summary>Numbers in text are digits and nothing else.</summary>
public sealed class WholeNumberTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("007", 7)]
    [InlineData("2147483647", int.MaxValue)]
    public void Digits_are_a_number(string text, int expected)
    {
        Assert.True(WholeNumber.TryRead<int>(text, out var number));
        Assert.Equal(expected, number);
    }

    [Theory]
    [InlineData("")]
    [InlineData("5\0")]
    [InlineData("\0")]
    [InlineData("5 ")]
    [InlineData(" 5")]
    [InlineData("5\n")]
    [InlineData("+5")]
    [InlineData("-5")]
    [InlineData("5.0")]
    [InlineData("5,000")]
    [InlineData("1e3")]
    [InlineData("0x5")]
    [InlineData("\u0665")]
    [InlineData("\uff15")]
    [InlineData("2147483648")]
    public void Anything_else_is_none(string text)
    {
        Assert.False(WholeNumber.TryRead<int>(text, out var number));
        Assert.Equal(0, number);
    }

    [Theory]
    [InlineData("-5", -5, true)]
    [InlineData("5", 5, true)]
    [InlineData("-9223372036854775808", long.MinValue, true)]
    [InlineData("+5", 0, false)]
    [InlineData("-", 0, false)]
    [InlineData("--5", 0, false)]
    [InlineData("-5\0", 0, false)]
    [InlineData("\u22125", 0, false)]
    public void A_minus_may_stand_before_signed_ones(string text, long expected, bool isNumber)
    {
        Assert.Equal(isNumber, WholeNumber.TryReadSigned<long>(text, out var number));
        Assert.Equal(expected, number);
    }

    [Theory]
    [InlineData("aF", 0xaf, true)]
    [InlineData("4\0", 0, false)]
    [InlineData("", 0, false)]
    [InlineData(" 4", 0, false)]
    [InlineData("0x4", 0, false)]
    [InlineData("100000000", 0, false)]
    public void Hexadecimal_digits_too(string text, int expected, bool isNumber)
    {
        Assert.Equal(isNumber, WholeNumber.TryReadHex<int>(text, out var number));
        Assert.Equal(expected, number);
    }
}
