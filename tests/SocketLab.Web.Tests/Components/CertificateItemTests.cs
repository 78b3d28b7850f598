using Bunit;
using SocketLab.Web.Components.Certificates;
using SocketLab.Web.ViewState.Certificates;

namespace SocketLab.Web.Tests.Components;

public sealed class CertificateItemTests : BunitContext
{
    private static readonly CertificateCard Unused = new()
    {
        Id = "abc",
        Name = "lab",
        Brief = "localhost",
        Warning = null,
        HasPrivateKey = false,
        Facts = [new("Subject", "CN=localhost", "Whom it is for")],
        UsedBy = [],
    };

    private readonly List<CertificateCard> _deleted = [];

    [Fact]
    public void What_nobody_uses_can_be_deleted()
    {
        var item = RenderItem(Unused);
        Assert.Contains("no key", item.Find("summary").TextContent, StringComparison.Ordinal);
        item.Find("[data-testid=delete-certificate]").Click();
        Assert.Equal(Unused, Assert.Single(_deleted));
    }

    [Fact]
    public void What_is_in_use_is_kept_and_says_why()
    {
        var item = RenderItem(Unused with { UsedBy = ["one", "two"] });
        var delete = item.Find("[data-testid=delete-certificate]");
        Assert.True(delete.HasAttribute("disabled"));
        Assert.Equal(
            "Used by “one” and others: choose another certificate there first.",
            item.Find($"#{delete.GetAttribute("aria-describedby")}").TextContent
        );
    }

    [Fact]
    public void A_viewer_may_copy_and_download_but_not_delete()
    {
        var item = RenderItem(Unused, canOperate: false);
        Assert.Empty(item.FindAll("[data-testid=delete-certificate]"));
        Assert.Equal("api/certificates/abc/file", item.Find("[data-testid=download-pem]").GetAttribute("href"));
        Assert.NotNull(item.Find("[data-testid=copy-pem]"));
    }

    private IRenderedComponent<CertificateItem> RenderItem(CertificateCard card, bool canOperate = true) =>
        Render<CertificateItem>(parameters =>
            parameters.Add(item => item.Card, card).Add(item => item.CanOperate, canOperate).Add(item => item.OnDelete, _deleted.Add)
        );
}
