namespace TensorCalculus.Tests.Matrices;

/// <summary>Stacks of matrices: what is printed, each held against its index form in numbers.</summary>
public sealed class BatchTests
{
    /// <summary>A program, what it is differentiated by, what is printed and the indices for each of whose values it stands.</summary>
    public static TheoryData<string, string, string, string> Programs => new()
    {
        { "y_{bij} = x_{bik} a_{bkj}", "x", "∂l/∂X_b = ∂l/∂Y_b A_bᵀ", "b" },
        { "y_{bij} = x_{bik} a_{bkj}", "a", "∂l/∂A_b = X_bᵀ ∂l/∂Y_b", "b" },
        { "y_{bij} = x_{bik} a_{kj}", "x", "∂l/∂X_b = ∂l/∂Y_b Aᵀ", "b" },
        { "y_{bij} = x_{bik} a_{kj}", "a", "∂l/∂A = Σ_b X_bᵀ ∂l/∂Y_b", "" },
        { "y_{bik} = tanh(x_{bij} w_{kj})", "w", "∂l/∂W = Σ_b (∂l/∂Y_b ∘ (1 − Y_b^∘2))ᵀ X_b", "" },
        { "l = 1_{bij} (x_{bik} a_{kj} - t_{bij})^2", "a", "∂l/∂A = 2 Σ_b X_bᵀ (X_b A − T_b)", "" },
        { "y_{ijk} = a_{ir} b_{jr} c_{kr}", "c", "∂l/∂C = Σ_i (∂l/∂Y_i)ᵀ B diag(a_i)", "" },
        { "s_{bhij} = q_{bhid} k_{bhjd} / sqrt(D)", "q", "∂l/∂Q_bh = ∂l/∂S_bh K_bh/√(D)", "b, h" },
        { "o_{bhid} = p_{bhij} v_{bhjd}", "v", "∂l/∂V_bh = P_bhᵀ ∂l/∂O_bh", "b, h" },
        { "o_{bihd} = p_{bhij} v_{bjhd}", "v", "∂l/∂V[b,:,h,:] = P_bhᵀ ∂l/∂O[b,:,h,:]", "b, h" },
        { "q_{bihd} = x_{bie} w_{ehd}", "x", "∂l/∂X_b = Σ_h ∂l/∂Q[b,:,h,:] W[:,h,:]ᵀ", "b" },
        { "q_{bihd} = x_{bie} w_{ehd}", "w", "∂l/∂W[:,h,:] = Σ_b X_bᵀ ∂l/∂Q[b,:,h,:]", "h" },
        { "y_{bi} = a_{bij} x_{bj}", "a", "∂l/∂A_b = ∂l/∂y_b x_bᵀ", "b" },
        { "s_b = x_{bij} y_{bij}", "x", "∂l/∂X_b = ∂l/∂s_b Y_b", "b" },
        { "y_{bi} = x_{bj} a_{bij}", "x", "∂l/∂x_b = A_bᵀ ∂l/∂y_b", "b" },
        { "y_{bi} = sigmoid(a_{bij} x_{bj})", "x", "∂l/∂x_b = A_bᵀ (∂l/∂y_b ∘ y_b ∘ (1 − y_b))", "b" },
        { "y_{bhi} = x_{bhj} a_{bhij}", "x", "∂l/∂x_bh = A_bhᵀ ∂l/∂y_bh", "b, h" },
        { "y_{ihb} = x_{jbh} a_{bij}", "x", "∂l/∂X[:,b,:] = A_bᵀ ∂l/∂Y[:,:,b]", "b" },
        { "y_b = x_{bi} a_{bij} z_{bj}", "z", "∂l/∂z_b = ∂l/∂y_b A_bᵀ x_b", "b" },
        { "y_{ib} = x_{jb} a_{bij}", "x", "∂l/∂x[:,b] = A_bᵀ ∂l/∂y[:,b]", "b" },
        { "l = 1_{bi} (a_{bij} x_{bj} - t_{bi})^2", "x", "∂l/∂x_b = 2 A_bᵀ (A_b x_b − t_b)", "b" },
        { "y_{bik} = a_{bij} m_{jkl} v_{bl}", "v", "∂l/∂v_b = Σ_j M_jᵀ (∂l/∂Y_b)ᵀ a[b,:,j]", "b" },
        { "y_{bij} = x_{bij} + 1_b c_{ij}", "c", "∂l/∂C = Σ_b ∂l/∂Y_b", "" },
    };

    [Theory]
    [MemberData(nameof(Programs))]
    public void It_is_written_so_and_has_the_value_of_its_index_form(string text, string by, string expected, string batch)
    {
        Derivation derivation = TensorProgram.Parse(text).Derive(new DeriveOptions { Wrt = [by], Steps = false });
        MatrixForm form = derivation.Gradients.Single().Matrix;
        form.Reason.Should().BeNull();
        $"{form.Left!.Unicode} = {form.Right!.Unicode}".Should().Be(expected);
        string.Join(", ", form.Batch).Should().Be(batch);
        MatrixNumbers.Agree(derivation, seed: 29).Should().BePositive();
    }
}
