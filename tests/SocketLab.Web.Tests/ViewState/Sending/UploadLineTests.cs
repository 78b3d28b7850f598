using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Sending;

namespace SocketLab.Web.Tests.ViewState.Sending;

public sealed class UploadLineTests
{
    private readonly UploadLine _upload = new("ep1", "firmware.bin", 2000, 500);

    [Fact]
    public void It_says_how_far_it_is() => Assert.Equal((0.25, "500 B of 2.0 kB"), (_upload.Fraction, _upload.Progress));

    [Theory]
    [InlineData(200, """{"messages":1,"bytes":2000}""", false, "2,000 bytes sent", false)]
    [InlineData(200, """{"messages":3,"bytes":6000}""", false, "2,000 bytes sent to each of 3 connections", false)]
    [InlineData(200, """{"messages":0,"bytes":0}""", false, "Nobody is connected", true)]
    [InlineData(409, """{"title":"The endpoint is not running."}""", false, "Not sent. The endpoint is not running.", true)]
    [InlineData(502, "<html>", false, "Not sent. The server answered 502.", true)]
    [InlineData(0, "", true, "Cancelled", true)]
    [InlineData(0, "", false, "The upload broke off", true)]
    public void It_says_how_it_ended(int status, string body, bool cancelled, string result, bool failed)
    {
        var ended = _upload.End(new ApiAnswer(status, body, cancelled));
        Assert.StartsWith(result, ended.Result, StringComparison.Ordinal);
        Assert.Equal(failed, ended.HasFailed);
    }
}
