using SocketLab.Core.Definitions;
using SocketLab.Web.ViewState.Sending;

namespace SocketLab.Web.Tests.ViewState.Sending;

public sealed class RepeatFormTests
{
    [Fact]
    public void What_was_typed_becomes_options()
    {
        var form = new RepeatForm
        {
            Count = " 1,000 ",
            PerSecond = "0.5",
            DurationSeconds = "10",
            Burst = "2",
            JitterPercent = "25.5",
        };
        Assert.Empty(form.Errors);
        Assert.Equal(
            new RepeatOptions
            {
                Count = 1000,
                PerSecond = 0.5,
                DurationSeconds = 10,
                Burst = 2,
                JitterPercent = 25.5,
            },
            form.Options
        );
    }

    [Fact]
    public void An_empty_rate_is_as_fast_as_possible_and_needs_an_end()
    {
        var form = new RepeatForm { Count = "", PerSecond = "" };
        Assert.Null(form.Options);
        Assert.Equal("Sending flat out needs an end: name a count, a duration or a rate.", form.Errors[""]);
        form.DurationSeconds = "2";
        Assert.Equal(new RepeatOptions { DurationSeconds = 2 }, form.Options);
    }

    [Theory]
    [InlineData("ten", "count", "Write a number, with a point before decimals.")]
    [InlineData("NaN", "count", "Write a number, with a point before decimals.")]
    [InlineData("0,5", "count", "Write a number, with a point before decimals.")]
    [InlineData("1,0000", "count", "Write a number, with a point before decimals.")]
    [InlineData("1.5", "count", "Write a whole number.")]
    [InlineData("0", "count", "0 is out of range: 1 to 1000000000000000.")]
    [InlineData("9999999999999999999999", "count", "Write a number, with a point before decimals.")]
    public void What_is_wrong_is_named_by_its_field(string count, string field, string message)
    {
        var form = new RepeatForm { Count = count };
        Assert.Null(form.Options);
        Assert.Equal(message, form.Errors[field]);
    }

    [Fact]
    public void A_burst_needs_a_rate_and_is_told_so_at_its_field() =>
        Assert.Equal("A burst needs a rate: name one.", new RepeatForm { PerSecond = "", Burst = "5" }.Errors["burst"]);

    [Fact]
    public void Options_in_words()
    {
        Assert.Equal(
            "1,000 times, 0.5 a second, in bursts of 2, for at most 10 s",
            RepeatForm.Describe(
                new()
                {
                    Count = 1000,
                    PerSecond = 0.5,
                    Burst = 2,
                    DurationSeconds = 10,
                }
            )
        );
        Assert.Equal("as fast as possible, for 2.5 s", RepeatForm.Describe(new() { DurationSeconds = 2.5 }));
        Assert.Equal("10 a second, until you cancel", RepeatForm.Describe(new() { PerSecond = 10 }));
        Assert.Equal("once, as fast as possible", RepeatForm.Describe(new() { Count = 1 }));
    }
}
