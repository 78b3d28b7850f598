using Microsoft.AspNetCore.Components;
using SocketLab.Web.ViewState;

namespace SocketLab.Web.Components.Certificates;

/// <summary>One certificate: a line, and behind it all that it says and what can be done with it.</summary>
public partial class CertificateItem
{
    /// <summary>What to show.</summary>
    [Parameter, EditorRequired]
    public CertificateCard Card { get; set; } = default!;

    /// <summary>Whether the person may change things.</summary>
    [Parameter]
    public bool CanOperate { get; set; }

    /// <summary>Whether it is open from the start.</summary>
    [Parameter]
    public bool Open { get; set; }

    /// <summary>Its PEM is to be copied.</summary>
    [Parameter]
    public EventCallback<string> OnCopy { get; set; }

    /// <summary>It is to be deleted.</summary>
    [Parameter]
    public EventCallback<CertificateCard> OnDelete { get; set; }
}
