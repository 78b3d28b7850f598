namespace SocketLab.Web.Components.Panes;

/// <summary>How selected rows leave the feed.</summary>
public enum RowForm
{
    /// <summary>A line each, as a person sees them.</summary>
    Text,

    /// <summary>A JSON object each, as the API has them.</summary>
    Json,

    /// <summary>The bytes of each in hexadecimal, a line each.</summary>
    Hex,

    /// <summary>An array each, in C.</summary>
    CArray,
}
