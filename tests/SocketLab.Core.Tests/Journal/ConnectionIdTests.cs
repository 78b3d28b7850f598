using SocketLab.Core.Journal;

namespace SocketLab.Core.Tests.Journal;

public sealed class ConnectionIdTests
{
    [Fact]
    public void Id_survives_its_text_form()
    {
        var id = ConnectionId.Next();
        Assert.True(ConnectionId.TryParse(id.ToString(), out var read));
        Assert.Equal(id, read);
        Assert.Matches("^[0-9a-f]{16}$", id.ToString());
    }

    [Fact]
    public void Later_ids_have_higher_numbers() => Assert.True(ConnectionId.Next().Number < ConnectionId.Next().Number);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("0000000000000000")]
    [InlineData("xyz")]
    [InlineData("-1")]
    [InlineData("11112222333344445")]
    public void What_names_no_connection_is_refused(string? text) => Assert.False(ConnectionId.TryParse(text, out _));
}
