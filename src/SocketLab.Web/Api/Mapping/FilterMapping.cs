using SocketLab.Contracts;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.Api.Mapping;

/// <summary>Makes the contract's records of saved filters.</summary>
internal static class FilterMapping
{
    extension(SavedFilterDto)
    {
        public static SavedFilterDto From(StoredFilter filter) =>
            new(filter.Id, filter.Content.Name, filter.Content.Filter, filter.Content.Colour, filter.Content.Hide);
    }
}
