using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using SocketLab.Core.Journal;

namespace SocketLab.Web.Components.Feed;

/// <summary>What is known of an entry besides its bytes.</summary>
public partial class EntryDetails
{
    /// <summary>The entry.</summary>
    [Parameter, EditorRequired]
    public Entry Entry { get; set; } = default!;

    /// <summary>Our own address.</summary>
    [Parameter]
    public string Local { get; set; } = "";

    /// <summary>The viewer's time zone.</summary>
    [Parameter]
    public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    /// <summary>Whether to show what only some people need, too.</summary>
    [Parameter]
    public bool Full { get; set; }

    private static CultureInfo Invariant => CultureInfo.InvariantCulture;

    private string Verb =>
        Entry.Direction switch
        {
            EntryDirection.In => "Received",
            EntryDirection.Out => "Sent",
            _ => "Happened",
        };

    private static string Camel(EventType type) => JsonNamingPolicy.CamelCase.ConvertName(type.ToString());
}
