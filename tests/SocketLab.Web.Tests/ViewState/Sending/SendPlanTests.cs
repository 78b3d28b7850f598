using System.Net;
using SocketLab.Core.Addresses;
using SocketLab.Core.Payloads;
using SocketLab.Web.ViewState.Sending;

namespace SocketLab.Web.Tests.ViewState.Sending;

public sealed class SendPlanTests
{
    private static readonly IPEndPoint Bound = IPEndPoint.Parse("127.0.0.1:9191");
    private readonly ComposerState _composer = new();

    public SendPlanTests() => _composer.Type("Hello, world");

    [Fact]
    public void A_datagram_says_from_where_to_where_and_how_much()
    {
        Assert.Equal(
            new("From 127.0.0.1:9191 to 127.0.0.1:50123, one datagram of 12 bytes", true),
            SendPlan.Datagram(Bound, "127.0.0.1:50123", _composer)
        );
        Assert.Equal(
            "From port 4242 to [::1]:7, one datagram of 12 bytes",
            SendPlan.Datagram(new IPEndPoint(IPAddress.IPv6Any, 4242), "[::1]:7", _composer).Text
        );
        _composer.Type("");
        Assert.Equal(new("Type something to send.", false), SendPlan.Datagram(Bound, "name.test:7", _composer));
        _composer.AllowsEmpty = true;
        Assert.Equal(
            new("From 127.0.0.1:9191 to name.test:7, one empty datagram", true),
            SendPlan.Datagram(Bound, "name.test:7", _composer)
        );
    }

    [Fact]
    public void A_datagram_to_a_Unix_socket_leaves_a_Unix_socket()
    {
        var bound = new UnixAddress("mine.sock", "/data/mine.sock");
        Assert.Equal(
            new("From unix:mine.sock to unix:lab.sock, one datagram of 12 bytes", true),
            SendPlan.Datagram(bound, "unix:lab.sock", _composer, isUnix: true)
        );
        Assert.Equal(
            new("To unix:lab.sock, one datagram of 12 bytes", true),
            SendPlan.Datagram(new UnixAddress("", ""), " unix:lab.sock", _composer, isUnix: true)
        );
        Assert.Contains(
            "reaches Unix sockets alone",
            SendPlan.Datagram(bound, "127.0.0.1:7", _composer, isUnix: true).Text,
            StringComparison.Ordinal
        );
        Assert.Contains("does not reach Unix sockets", SendPlan.Datagram(Bound, "unix:lab.sock", _composer).Text, StringComparison.Ordinal);
        Assert.StartsWith(
            "“unix:../x” is not a host and a port.",
            SendPlan.Datagram(bound, "unix:../x", _composer, isUnix: true).Text,
            StringComparison.Ordinal
        );
        Assert.Equal("To unix:lab.sock, 12 bytes", SendPlan.Stream("unix:", "unix:lab.sock", _composer).Text);
        _composer.Type(new string('x', 65_535));
        Assert.True(SendPlan.Datagram(bound, "unix:lab.sock", _composer, isUnix: true).IsPossible);
        _composer.Type(new string('x', 65_536));
        Assert.False(SendPlan.Datagram(bound, "unix:lab.sock", _composer, isUnix: true).IsPossible);
    }

    [Theory]
    [InlineData(null, "Where to?")]
    [InlineData("nowhere", "“nowhere” has no port.")]
    public void Without_a_destination_nothing_goes(string? destination, string why)
    {
        var plan = SendPlan.Datagram(Bound, destination, _composer);
        Assert.StartsWith(why, plan.Text, StringComparison.Ordinal);
        Assert.False(plan.IsPossible);
    }

    [Theory]
    [InlineData(65_507, "127.0.0.1:7", true)]
    [InlineData(65_508, "127.0.0.1:7", false)]
    [InlineData(65_508, "[::1]:7", true)]
    [InlineData(65_528, "[::1]:7", false)]
    public void What_fits_into_no_datagram_is_told_before_it_is_tried(int bytes, string destination, bool fits)
    {
        _composer.Type(new string('x', bytes));
        Assert.Equal(fits, SendPlan.Datagram(Bound, destination, _composer).IsPossible);
        _composer.UseFile();
        _composer.File = new("x.bin", bytes);
        var plan = SendPlan.Datagram(Bound, destination, _composer);
        Assert.Equal(fits, plan.IsPossible);
        Assert.Equal(!fits, plan.Text.Contains("use TCP", StringComparison.Ordinal));
    }

    [Fact]
    public void Before_a_file_is_chosen_it_asks_for_one()
    {
        _composer.UseFile();
        SendPlan[] plans =
        [
            SendPlan.Datagram(Bound, "127.0.0.1:7", _composer),
            SendPlan.Stream($"{Bound}", "127.0.0.1:7", _composer),
            SendPlan.Streams(Bound, 0, 3, _composer),
        ];
        Assert.All(plans, plan => Assert.Equal(new("Choose a file to send.", false), plan));
    }

    [Fact]
    public void A_repeated_send_says_how_often()
    {
        _composer.Repeats = true;
        Assert.Equal(
            "From 127.0.0.1:9191 to 127.0.0.1:7, one datagram of 12 bytes; Start: 100 times, 10 a second",
            SendPlan.Datagram(Bound, "127.0.0.1:7", _composer).Text
        );
    }

    [Fact]
    public void Streams_go_to_one_connection_or_several_that_are_open()
    {
        Assert.Equal(
            new("From 127.0.0.1:9191 to 127.0.0.1:50123, 12 bytes", true),
            SendPlan.Stream($"{Bound}", "127.0.0.1:50123", _composer)
        );
        Assert.False(SendPlan.Stream($"{Bound}", null, _composer).IsPossible);
        Assert.Equal("From 127.0.0.1:9191 to all 3 open connections, 12 bytes to each", SendPlan.Streams(Bound, 0, 3, _composer).Text);
        Assert.Equal("From 127.0.0.1:9191 to the open connection, 12 bytes", SendPlan.Streams(Bound, 0, 1, _composer).Text);
        Assert.Equal("From 127.0.0.1:9191 to 2 chosen connections, 12 bytes to each", SendPlan.Streams(Bound, 2, 2, _composer).Text);
        Assert.StartsWith("Nobody is connected", SendPlan.Streams(Bound, 0, 0, _composer).Text, StringComparison.Ordinal);
        Assert.False(SendPlan.Streams(Bound, 2, 0, _composer).IsPossible);
        _composer.Repeats = true;
        Assert.False(SendPlan.Streams(Bound, 2, 2, _composer).IsPossible);
        _composer.UseFile();
        _composer.File = new("x.bin", 5);
        Assert.Equal("From 127.0.0.1:9191 to 2 chosen connections, 5 bytes to each", SendPlan.Streams(Bound, 2, 2, _composer).Text);
        _composer.Use(PayloadFormat.Text);
        _composer.Repeats = false;
        _composer.Type("");
        Assert.False(SendPlan.Stream($"{Bound}", "127.0.0.1:50123", _composer).IsPossible);
    }

    [Fact]
    public void A_payload_that_was_not_read_to_its_end_is_more_than_it_says()
    {
        _composer.Type(new string('x', PayloadPreview.MaxCharacters + 1));
        Assert.Contains("more than 262,144 bytes", SendPlan.Stream($"{Bound}", "127.0.0.1:1", _composer).Text, StringComparison.Ordinal);
    }
}
