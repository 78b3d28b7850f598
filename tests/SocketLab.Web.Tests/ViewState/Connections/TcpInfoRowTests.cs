using SocketLab.Core.Transport.Tcp;
using SocketLab.Web.ViewState.Connections;

namespace SocketLab.Web.Tests.ViewState.Connections;

public sealed class TcpInfoRowTests
{
    [Theory]
    [InlineData(850, "850", "µs")]
    [InlineData(1_500, "1.5", "ms")]
    [InlineData(204_000, "204", "ms")]
    [InlineData(12_300_000, "12.3", "s")]
    public void Times_are_in_the_unit_that_people_think_in(long microseconds, string value, string unit)
    {
        var row = Row(new TcpInfo { State = "ESTABLISHED", RtoMicroseconds = microseconds }, "rto");
        Assert.Equal((value, unit), (row.Value, row.Unit));
    }

    [Fact]
    public void Rates_are_in_bits_and_their_bytes_stand_beside_them()
    {
        var info = new TcpInfo { State = "ESTABLISHED", PacingBytesPerSecond = 42_566_398_477 };
        var row = Row(info, "pacing rate");
        Assert.Equal(("341", "Gbit/s", "42,566,398,477 bytes/s"), (row.Value, row.Unit, row.Exact));
        Assert.Equal("–", Row(info, "delivery rate").Value);
    }

    [Fact]
    public void What_nothing_limits_is_unlimited_and_not_unknown()
    {
        Assert.Equal("unlimited", Row(new TcpInfo { State = "ESTABLISHED", BytesAcked = 1 }, "pacing rate").Value);
        Assert.Equal("–", Row(new TcpInfo { State = "ESTABLISHED" }, "pacing rate").Value);
    }

    private static TcpInfoRow Row(TcpInfo info, string name) => TcpInfoRow.Of(info).Single(row => row.Name == name);
}
