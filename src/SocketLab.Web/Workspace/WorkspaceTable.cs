namespace SocketLab.Web.Workspace;

/// <summary>One table of the workspace.</summary>
/// <param name="Name">Its name in the database.</param>
/// <param name="Content">What its rows are called, for people.</param>
/// <param name="Columns">The columns that this version reads and writes.</param>
internal sealed record WorkspaceTable(string Name, string Content, IReadOnlyList<string> Columns)
{
    /// <summary>
    /// The format of the rows that this version writes. It grows when something stored changes its name or meaning, so that older versions
    /// leave the row alone; an option more, which they can do without, leaves it as it is.
    /// </summary>
    public const int Format = 1;

    /// <summary>What a row's format stands in.</summary>
    public const string FormatColumn = "Format";

    public static readonly WorkspaceTable Endpoints = new(
        "Endpoints",
        "endpoints",
        ["Id", "Position", "Definition", "WantedRunning", FormatColumn]
    );

    public static readonly WorkspaceTable Payloads = new("Payloads", "saved payloads", ["Id", "Content", FormatColumn]);

    public static readonly WorkspaceTable SentPayloads = new(
        "SentPayloads",
        "sent payloads",
        ["Sequence", "Time", "Content", FormatColumn]
    );

    public static readonly WorkspaceTable Certificates = new(
        "Certificates",
        "certificates",
        ["Id", "Name", "CreatedAt", "Pem", "PrivateKey", FormatColumn]
    );

    public static readonly WorkspaceTable Filters = new("Filters", "saved filters", ["Id", "Content", FormatColumn]);

    public static readonly WorkspaceTable FeedColumns = new("FeedColumns", "sets of columns", ["Id", "Content", FormatColumn]);

    /// <summary>All of this version.</summary>
    public static IReadOnlyList<WorkspaceTable> All { get; } = [Endpoints, Payloads, SentPayloads, Certificates, Filters, FeedColumns];

    /// <summary>The column that tells its rows apart.</summary>
    public string Key => Columns[0];
}
