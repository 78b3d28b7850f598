using SocketLab.Core.Payloads.Reading;
using SocketLab.Web.ViewState.Bytes;

namespace SocketLab.Web.Tests.ViewState.Bytes;

/// <summary>What a person has selected, and what comes out of it.</summary>
public sealed class ByteReadingTests
{
    private readonly ByteReading _reading = new();

    [Fact]
    public void Selected_bytes_have_a_name_and_keep_the_one_that_was_chosen()
    {
        _reading.Select(6, 2);
        Assert.Equal("bytes[6:2]", _reading.Selection?.Expression);
        _reading.Select(new ByteSelection(6, 2) { Type = "u16be" });
        _reading.Select(6, 2);
        Assert.Equal("u16be[6]", _reading.Selection?.Expression);
        _reading.Select(6, 3);
        Assert.Equal(("bytes[6:3]", "3 bytes at 6"), (_reading.Selection?.Expression, _reading.Selection?.Words));
        _reading.Select(0, 0);
        Assert.Null(_reading.Selection);
    }

    [Fact]
    public void A_selection_beyond_the_end_has_as_many_bytes_as_there_are()
    {
        var message = "abcdef"u8.ToArray();
        Assert.Equal("ef"u8.ToArray(), new ByteSelection(4, 9).Of(message).ToArray());
        Assert.Equal(0, new ByteSelection(6, 1).Of(message).Length);
    }

    [Fact]
    public void What_was_wrapped_twice_is_unwrapped_twice()
    {
        // "hello" in base64, and that in percent signs.
        var message = "q=aGVsbG8%3D"u8.ToArray();
        _reading.Select(2, message.Length - 2);
        _reading.Add(ContentCoding.Percent);
        _reading.Add(ContentCoding.Base64);
        Assert.Equal(["aGVsbG8="u8.ToArray(), "hello"u8.ToArray()], _reading.Decode(message).Select(decoded => decoded.Bytes));
        _reading.Keep(1);
        Assert.Equal([ContentCoding.Percent], _reading.Codings);
    }

    [Fact]
    public void It_ends_where_nothing_came_out()
    {
        _reading.Add(ContentCoding.Compressed);
        _reading.Add(ContentCoding.Base64);
        Assert.Single(_reading.Decode("no gzip"u8.ToArray()));
        for (var i = 0; i < 9; i++)
        {
            _reading.Add(ContentCoding.Percent);
        }

        Assert.Equal(ByteReading.MaxCodings, _reading.Codings.Count);
    }

    [Fact]
    public void Who_shows_it_is_told()
    {
        var told = 0;
        _reading.Changed += () => told++;
        _reading.Select(1, 1);
        _reading.Select(1, 1);
        Assert.Equal(1, told);
    }
}
