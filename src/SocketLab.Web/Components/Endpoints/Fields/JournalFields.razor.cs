namespace SocketLab.Web.Components.Endpoints.Fields;

/// <summary>How much of what happened is kept.</summary>
public partial class JournalFields
{
    private static readonly string[] Paths = ["$.journal"];
}
