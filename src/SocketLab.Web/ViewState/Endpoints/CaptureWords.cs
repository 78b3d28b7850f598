using SocketLab.Core.Capture.Streams;

namespace SocketLab.Web.ViewState.Endpoints;

/// <summary>What is said of an opened file.</summary>
public static class CaptureWords
{
    /// <summary>How much is in it: <c>12,430 packets of lab.pcapng</c>.</summary>
    public static string Of(CaptureContents captured) => $"{Packets(captured.Packets)} of {captured.Name}";

    /// <summary>A number of packets.</summary>
    public static string Packets(long count) => count == 1 ? "1 packet" : $"{Number(count)} packets";
}
