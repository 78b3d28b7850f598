namespace SocketLab.Web.Components.Endpoints.Fields;

/// <summary>How much of what happened is kept.</summary>
public partial class JournalFields
{
    private static readonly string[] Paths = ["$.journal"];

    private string Help =>
        $"Default {Form.Defaults.Journal.MaxBytes >> 20}; memory for what happened. It fills up as needed, and the oldest goes first";
}
