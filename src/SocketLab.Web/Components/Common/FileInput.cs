using Microsoft.AspNetCore.Components.Forms;

namespace SocketLab.Web.Components.Common;

/// <summary>An input for files that opens once the browser listens to it: what somebody chose or dropped before would be lost.</summary>
public sealed class FileInput : InputFile
{
    private bool _isReady;

    /// <inheritdoc/>
    protected override void OnParametersSet() => Disable(!_isReady);

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        await base.OnAfterRenderAsync(firstRender);
        if (firstRender)
        {
            _isReady = true;
            Disable(false);
            StateHasChanged();
        }
    }

    private void Disable(bool isDisabled) => (AdditionalAttributes ??= new Dictionary<string, object>())["disabled"] = isDisabled;
}
