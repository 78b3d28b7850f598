using Microsoft.AspNetCore.Components;
using SocketLab.Web.Components.Common;
using SocketLab.Web.ViewState.Certificates;

namespace SocketLab.Web.Components.Certificates;

/// <summary>One certificate: a line, and behind it all that it says and what can be done with it.</summary>
public partial class CertificateItem
{
    private ElementReference _summary;
    private bool _wasOpen;

    /// <summary>The certificate.</summary>
    [Parameter, EditorRequired]
    public CertificateCard Card { get; set; } = default!;

    /// <summary>Whether the person may change things.</summary>
    [Parameter]
    public bool CanOperate { get; set; }

    /// <summary>Whether the certificate was added just now: then it is open, and takes the focus over from the form that is gone.</summary>
    [Parameter]
    public bool Open { get; set; }

    /// <summary>The PEM of the certificate is to be copied.</summary>
    [Parameter]
    public EventCallback<string> OnCopy { get; set; }

    /// <summary>The certificate is to be deleted.</summary>
    [Parameter]
    public EventCallback<CertificateCard> OnDelete { get; set; }

    private string KeyMeaning =>
        Card.HasPrivateKey
            ? "Its private key is here: it can be shown and trusted"
            : "Without its private key: it can be trusted, not shown";

    private string WhyKept =>
        Card.UsedBy switch
        {
            [] => "",
            [var user] => $"Used by “{user}”: choose another certificate there first.",
            [var user, ..] => $"Used by “{user}” and others: choose another certificate there first.",
        };

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // Others are told of a certificate before whoever added it is, so that it may have been rendered already.
        var opens = Open && !_wasOpen;
        _wasOpen = Open;
        if (opens)
        {
            await _summary.TryFocusAsync();
        }
    }
}
