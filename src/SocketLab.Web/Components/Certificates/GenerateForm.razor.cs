using Microsoft.AspNetCore.Components;
using SocketLab.Web.ViewState.Certificates;

namespace SocketLab.Web.Components.Certificates;

/// <summary>The fields of a certificate that is to be made.</summary>
public partial class GenerateForm
{
    private const string NamesHelp = "What clients connect to, with commas between; *.lab.example stands for all names before it";

    /// <summary>The fields of the certificate.</summary>
    [Parameter, EditorRequired]
    public CertificateDraft Draft { get; set; } = default!;

    /// <summary>Why it could not be made, where no field is at fault.</summary>
    [Parameter]
    public string? Problem { get; set; }

    /// <summary>The certificate is to be made.</summary>
    [Parameter]
    public EventCallback OnGenerate { get; set; }

    private string Invalid(string path) => Draft.ErrorAt(path) is null ? "false" : "true";
}
