using Bunit;
using MudBlazor.Services;
using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Web.Components.Endpoints.Fields;
using SocketLab.Web.ViewState.Endpoints;

namespace SocketLab.Web.Tests.Components;

public sealed class MulticastFieldsTests : BunitContext
{
    private readonly EndpointForm _form = new(new EndpointDefinition { Kind = EndpointKind.UdpListener }.WithDefaults());

    public MulticastFieldsTests()
    {
        Services.AddMudServices();
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    [Fact]
    public void Groups_are_written_with_errors_at_their_fields_and_one_click_mends_the_address()
    {
        var fields = RenderFields<MulticastFields>();
        fields.Find("[data-testid=add-group]").Click();
        fields.Find("[data-testid=group-address]").Change("239.1.2.3");
        Assert.Contains("hears no group", fields.Find("[data-testid=rule-error]:not([hidden])").TextContent, StringComparison.Ordinal);
        Assert.Equal("true", fields.Find("[data-testid=group-address]").GetAttribute("aria-invalid"));
        fields.Find("[data-testid=listen-on]").Click();
        Assert.Equal("0.0.0.0", _form.LocalAddress);
        Assert.Empty(fields.FindAll("[data-testid=rule-error]:not([hidden]), [data-testid=listen-on]"));

        fields.Find("[data-testid=group-source]").Change("::1");
        Assert.Equal(
            ("false", "true"),
            (
                fields.Find("[data-testid=group-address]").GetAttribute("aria-invalid"),
                fields.Find("[data-testid=group-source]").GetAttribute("aria-invalid")
            )
        );
        fields.Find("[data-testid=group-source]").Change("10.0.0.5");
        fields.Find("[data-testid=multicast-loopback]").Change(false);
        Assert.Equal(["239.1.2.3@10.0.0.5"], _form.ToDefinition().Udp.MulticastGroups);
        Assert.False(_form.ToDefinition().Udp.MulticastLoopback);
        Assert.Equal("1 group", fields.Find(".brief").TextContent);
        fields.Find("[aria-label='Remove group 1']").Click();
        Assert.Empty(_form.ToDefinition().Udp.MulticastGroups);
    }

    [Fact]
    public void An_interface_is_chosen_and_one_that_is_not_there_stays_until_somebody_chooses()
    {
        _form.Udp = _form.Udp with { MulticastInterface = "absent0" };
        var choice = RenderFields<MulticastFields>().Find("[data-testid=multicast-interface]");
        Assert.Equal("absent0", choice.QuerySelectorAll("option")[^1].TextContent);
        Assert.Equal($"{choice.QuerySelectorAll("option").Length - 1}", choice.GetAttribute("value"));
        choice.Change("0");
        Assert.Null(_form.Udp.MulticastInterface);
    }

    [Fact]
    public void A_Unix_socket_is_offered_what_it_has()
    {
        _form.LocalAddress = "unix:lab.sock";
        Assert.Empty(RenderFields<UdpFields>().FindAll("input[type=checkbox]"));
        _form.Use(EndpointKind.TcpClient);
        _form.RemoteHost = "unix:lab.sock";
        var address = RenderFields<AddressFields>();
        Assert.Empty(address.FindAll("[data-testid=family]"));
        Assert.True(address.Find("[data-testid=source-port]").HasAttribute("readonly"));
        var tcp = RenderFields<TcpFields>();
        Assert.DoesNotContain("TCP_NODELAY", tcp.Markup, StringComparison.Ordinal);
        tcp.Find("[data-testid=reconnect]").Change(true);
        Assert.True(_form.ToDefinition().Tcp.Reconnect);
    }

    [Fact]
    public void A_name_has_addresses_to_choose_from()
    {
        _form.Use(EndpointKind.TcpClient);
        _form.RemoteHost = "localhost";
        var fields = RenderFields<AddressFields>();
        fields.Find("[data-testid=family]").Change("2");
        Assert.Equal(IpFamily.Ipv6, _form.ToDefinition().Remote!.Family);
    }

    private IRenderedComponent<T> RenderFields<T>()
        where T : FormPart
    {
        var fields = Render<T>(p => p.AddCascadingValue(_form));

        // In the dialog, which is rendered anew after each edit.
        _form.Changed += () => fields.Render();
        fields.Find("summary").Click();
        return fields;
    }
}
