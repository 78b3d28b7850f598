using Microsoft.AspNetCore.Components;

namespace SocketLab.Web.Components.Endpoints.Fields;

/// <summary>Options that belong together, folded away until somebody wants them or one of them is to be mended.</summary>
public partial class OptionGroup
{
    private const string RestartMeaning = "A change takes another socket: the endpoint is stopped and started again";

    private const string AtOnceMeaning = "A change takes effect while the endpoint runs";

    private bool _open;
    private int _attempts;

    /// <summary>What they are about.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>The gist of the values, for while it is folded.</summary>
    [Parameter]
    public string? Brief { get; set; }

    /// <summary>Where its values are in the definition.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyCollection<string> Paths { get; set; } = [];

    /// <summary>Whether a change takes another socket; null where the fields differ in that and say so themselves.</summary>
    [Parameter]
    public bool? Restart { get; set; } = false;

    /// <summary>The fields.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (Form.Attempts != _attempts)
        {
            _attempts = Form.Attempts;
            _open |= Form.ErrorsUnder(Paths) > 0;
        }
    }
}
