using SocketLab.Contracts;
using SocketLab.Core.Capture.Writing;
using SocketLab.Core.Definitions;
using SocketLab.Core.Filtering;

namespace SocketLab.Web.Api;

/// <summary>What of the journals is asked for as a capture file.</summary>
internal sealed record CaptureQuery
{
    private static readonly string[] Known = ["filter", "connectionId", "as", "per", "follow", "dissector"];

    /// <summary>How the file is to be.</summary>
    public required CaptureOptions Options { get; init; }

    /// <summary>Which messages are wanted; null for all.</summary>
    public Filter? Filter { get; init; }

    /// <summary>Whether it goes on with what comes.</summary>
    public bool Follow { get; init; }

    /// <summary>The endpoints; none for all.</summary>
    public IReadOnlyList<string> Endpoints { get; init; } = [];

    /// <summary>Reads a query string.</summary>
    /// <param name="query">The query.</param>
    /// <param name="isOfSeveral">Whether it names endpoints.</param>
    /// <exception cref="InvalidRequestException">It is wrong.</exception>
    /// <exception cref="FilterException">The filter is wrong.</exception>
    public static CaptureQuery Parse(IQueryCollection query, bool isOfSeveral)
    {
        var read = new QueryReader(query, isOfSeveral ? [.. Known, "endpoints"] : Known);
        var dissector = read.Text("dissector");
        if (dissector is not null && !DissectorName.IsOne(dissector))
        {
            read.Refuse("dissector", DissectorName.Rule);
        }

        var isMessages = read.Choice("as", "packets", "messages") == "messages";
        var form = CaptureForms.Of(isMessages, read.Choice("per", "entry", "frame") == "frame");
        if (form is null)
        {
            read.Refuse("per", CaptureForms.NoFramesInPackets);
        }

        var parsed = new CaptureQuery
        {
            Options = new()
            {
                Form = form ?? CaptureForm.Packets,
                Connection = read.Connection(),
                Dissector = dissector,
            },
            Filter = read.Filter(),
            Follow = read.Choice("follow", "true", "false") == "true",
            Endpoints = read.Text("endpoints")?.Split(',', StringSplitOptions.RemoveEmptyEntries).Distinct().ToArray() ?? [],
        };
        read.Finish();
        return parsed;
    }
}
