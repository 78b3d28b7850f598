using System.Globalization;

namespace SocketLab.Web.ViewState.Sending;

/// <summary>A file on its way out, or what became of it.</summary>
/// <param name="EndpointId">Who sends it.</param>
/// <param name="Name">The file's name.</param>
/// <param name="Total">Its size in bytes.</param>
/// <param name="Done">How many of them have gone.</param>
/// <param name="Result">How it ended; null while it is under way.</param>
/// <param name="HasFailed">Whether that was not in order.</param>
public sealed record UploadLine(string EndpointId, string Name, long Total, long Done = 0, string? Result = null, bool HasFailed = false)
{
    /// <summary>How far it is, from 0 to 1.</summary>
    public double Fraction => Total == 0 ? 1 : (double)Done / Total;

    /// <summary>How far it is, in words.</summary>
    public string Progress => $"{ByteSize.Format(Done)} of {ByteSize.Format(Total)}";

    /// <summary>The end of it, by what the server answered.</summary>
    public UploadLine End(ApiAnswer answer) =>
        answer switch
        {
            { Cancelled: true } => this with { Result = "Cancelled: what had gone by then stands in the feed", HasFailed = true },
            { Status: 0 } => this with { Result = "The upload broke off: what had gone by then stands in the feed", HasFailed = true },
            { IsOk: true } when answer["messages"] is "0" => this with
            {
                Result = "Nobody is connected, so nothing was sent",
                HasFailed = true,
            },
            { IsOk: true } => this with
            {
                Done = Total,
                Result =
                    $"{Total.ToString("N0", CultureInfo.InvariantCulture)} bytes "
                    + $"sent{(answer["messages"] is null or "1" ? "" : $" to each of {answer["messages"]} connections")}",
            },
            _ => this with { Result = $"Not sent. {answer.Refusal}", HasFailed = true },
        };
}
