package io.compliancecenter.testing.application;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Listens to what the requests of the web say to the database, in an {@link Instance} that it is added to. */
public class Statements implements BeanPostProcessor {

    private final List<String> heard = new CopyOnWriteArrayList<>();

    /** Everything that was said since the last time, by the threads that answer requests. */
    public List<String> take() {
        List<String> statements = List.copyOf(heard);
        heard.clear();
        return statements;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource dataSource && (name.equals("dataSource") || name.equals("deskDataSource"))
                ? ProxyDataSourceBuilder.create(dataSource)
                        .afterQuery((execution, queries) -> {
                            if (Thread.currentThread().getName().startsWith("http-nio")) {
                                queries.forEach(query -> heard.add(query.getQuery()));
                            }
                        })
                        .build()
                : bean;
    }
}
