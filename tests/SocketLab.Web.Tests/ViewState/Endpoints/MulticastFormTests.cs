using SocketLab.Web.ViewState.Endpoints;

namespace SocketLab.Web.Tests.ViewState.Endpoints;

public sealed class MulticastFormTests
{
    [Fact]
    public void A_refusal_belongs_to_the_added_group_that_it_names()
    {
        var form = new MulticastForm(["239.1.2.3"]);
        form.Add().Group = "239.7.7.7%nosuch";
        Assert.Equal(MulticastForm.PathOf(1), form.PathOfAdded("There is no network interface 'nosuch'."));
        Assert.Equal(MulticastForm.PathOf(1), form.PathOfAdded("239.7.7.7 cannot be joined."));
        Assert.Null(form.PathOfAdded("239.1.2.3 was there before."));
        Assert.Null(form.PathOfAdded("The disk is full."));
    }
}
