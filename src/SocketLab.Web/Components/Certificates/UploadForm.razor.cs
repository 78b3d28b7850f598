using Microsoft.AspNetCore.Components;

namespace SocketLab.Web.Components.Certificates;

/// <summary>A certificate file and its password. The page never sees either: the browser posts what the form holds.</summary>
public partial class UploadForm
{
    private ElementReference _form;

    /// <summary>Why the file was refused; null while it was not.</summary>
    [Parameter]
    public string? Problem { get; set; }

    /// <summary>What the form holds is to be posted.</summary>
    [Parameter]
    public EventCallback<ElementReference> OnUpload { get; set; }
}
